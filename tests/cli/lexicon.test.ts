import { expect, test } from 'vitest';
import { cli, workspace } from './harness.ts';

const { folder, file } = workspace();
const article = file('a.txt', 'زعزق المتحدث سامي الخولي أن «المصنع سيفتح أبوابه غداً أمام جميع العمال».\n');

const lemmas = async (...argv: string[]): Promise<(string | undefined)[]> => {
  const { code, out, err } = await cli([article, '--format', 'jsonl', ...argv]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out).quotations.map(({ cue }: { cue: { lemma: string } | null }) => cue?.lemma);
};

test('a verb of one’s own is a cue, with its stance', async () => {
  expect(await lemmas()).not.toContain('زعزق');
  const words = file('words.txt', '[cues]\nزعزق . . زعزقة anna,direct claim strong\n');
  expect(await lemmas('--lexicon', words)).toContain('زعزق');
  const { out } = await cli([article, '--format', 'jsonl', '--lexicon', words]);
  expect(JSON.parse(out).quotations[0].cue).toMatchObject({ text: 'زعزق', stance: 'claim' });
});

test.each([
  { name: 'no-such-words.txt', content: null, message: /--lexicon: .*no-such-words/ },
  { name: 'bad.txt', content: '[cues]\nزعزق . . زعزقة anna,direct shout strong\n', message: /bad\.txt:2:\d+: / },
  { name: 'section.txt', content: '[verbs]\nقال\n', message: /section\.txt:1:\d+: / },
])('a mistake in it is wrong usage, with its place: $name', async ({ name, content, message }) => {
  const path = content === null ? `${folder}/${name}` : file(name, content);
  const { code, out, err } = await cli([article, '--lexicon', path]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});
