import { expect, test } from 'vitest';
import { named, reasonsOf } from '../../src/output/reasons.ts';
import { endLayout } from '../../src/quotations/contents/ends.ts';
import { cueLayout } from '../../src/quotations/cues/features.ts';
import { speakerLayout } from '../../src/quotations/speakers/features.ts';

test.each([
  { layout: 'cues', features: cueLayout.names },
  { layout: 'ends', features: endLayout.names },
  { layout: 'speakers', features: speakerLayout.names },
])('every feature of $layout has words in feature-words.txt', ({ features }) => {
  expect(features.filter((feature) => named(feature).words === feature)).toEqual([]);
  // nor is a part of its name left over
  expect(features.filter((feature) => /[a-z]\.[a-z]|[a-z]-[a-z]+:|: [a-z]+-[a-z]/i.test(named(feature).words))).toEqual(
    [],
  );
});

test.each([
  { feature: 'voice.rank', words: 'how many have spoken since it did', word: '' },
  { feature: 'at1.comma', words: 'the word behind: a comma', word: '' },
  { feature: 'word1.أن', words: 'the word behind', word: 'أن' },
  { feature: 'at1.nothing-known', words: 'the word behind: nothing-known', word: '' },
  { feature: 'nothing.known', words: 'nothing.known', word: '', why: 'better its name than nothing' },
])('$feature: $words', ({ feature, words, word }) => expect(named(feature)).toEqual({ words, word }));

test.each([
  {
    note: 'سامي نور 0.97 before خالد 0.02: voice.rank +1.1, in-source -0.5',
    told: 'سامي نور 0.97 before خالد 0.02',
    effects: ['+1.1', '-0.5'],
  },
  { note: '0.94; hint.cue +0.7; at0.strong +0.4', told: '0.94', effects: ['+0.7', '+0.4'] },
  { note: 'أعلن', told: 'أعلن', effects: [] },
  { note: '', told: '', effects: [] },
])('the reasons of "$note"', ({ note, told, effects }) => {
  const found = reasonsOf(note);
  expect(found.told).toBe(told);
  expect(found.reasons.map(({ effect }) => effect)).toEqual(effects);
});
