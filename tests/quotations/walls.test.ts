import { expect, test } from 'vitest';
import { defaultLexicon } from '../../src/lexicon/index.ts';
import { likelyCues } from '../../src/quotations/contents/chances.ts';
import { wallAfter } from '../../src/quotations/contents/walls.ts';
import { buildContext } from '../../src/quotations/context.ts';
import { cueCandidates, reportingWords } from '../../src/quotations/cues/index.ts';
import { viewOf } from '../../src/quotations/view.ts';
import { indexText } from '../../src/text/index.ts';

/** The word before which the content that begins at `|` is over, where every reporting word is likely one; null where nothing ends it. */
function wall(marked: string, chance = 0.9): string | null {
  const text = marked.replace('|', '');
  const view = viewOf(buildContext(indexText(text), [], defaultLexicon()));
  const { tokens } = view.context;
  const cues = cueCandidates(view.context, reportingWords(view.context), []);
  const chances = likelyCues(
    Float32Array.from(tokens, ({ index }) => (cues.some(({ token }) => token === index) ? chance : 0)),
  );
  const start = tokens.findIndex((token) => token.start >= marked.indexOf('|'));
  const end = wallAfter(view, chances, new Map(cues.map((cue) => [cue.token, cue])), cues[0]!, start);
  return tokens[end]?.form ?? null;
}

test.each([
  ['قال المدير إن |الجسر مغلق مؤكداً أن البديل جاهز.', 'مؤكدا'],
  ['قالت المديرة إن |الجسر مغلق، مضيفة أن البديل جاهز.', 'مضيفة'],
  ['قالت المديرة إن |الجسر مغلق وأضافت أن البديل جاهز.', 'وأضافت'],
  // the clause's own subject
  ['قال المدير إن |الوزيرة وصلت وأضافت أن البديل جاهز.', null],
  ['قال المدير إن |الوزير أكد أن الجسر مغلق.', null],
  ['قال المدير إن |الوزير «خرج مؤكداً أن الجسر مغلق».', null],
  ['قال المدير: «|الوزير خرج مؤكداً أن الجسر مغلق».', null],
  // what another paragraph reports
  ['قال المدير إن |الجسر مغلق.\nوأضاف أن البديل جاهز.', null],
])('a reported clause is over: %s', (text, word) => expect(wall(text)).toBe(word));

test('what hardly reports ends nothing', () =>
  expect(wall('قال المدير إن |الجسر مغلق مؤكداً أن البديل جاهز.', 0.3)).toBeNull());
