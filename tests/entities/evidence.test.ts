import { describe, expect, test } from 'vitest';
import { EVIDENCE_BITS, EVIDENCE_CODES, evidenceOf, listCodes } from '../../src/entities/evidence.ts';
import { RULES } from '../../src/entities/rules/index.ts';
import { sceneOf } from '../../src/entities/scene.ts';
import { select } from '../../src/entities/select.ts';
import { indexText } from '../../src/text/index.ts';
import { processorTime } from '../processor-time.ts';

/** The evidence of each token of a text. */
function evidence(text: string): readonly (readonly number[])[] {
  const scene = sceneOf(indexText(text));
  const proposed = RULES.flatMap((rule) => rule(scene));
  return evidenceOf(scene, proposed, select(proposed));
}

describe('evidence', () => {
  test('every code has its place, and none comes twice', () => {
    const rows = evidence('قال وزير الصحة سالم عوض (٤٠ عاما) إن «مستشفى الأمل» في مدينة تعز يعمل.');
    for (const row of rows) {
      expect(new Set(row).size).toBe(row.length);
      for (const code of row) expect(code).toBeLessThan(EVIDENCE_CODES);
    }
    expect(EVIDENCE_BITS).toBeLessThan(EVIDENCE_CODES);
  });

  test.each([
    { why: 'marks around it', a: 'قرأ «البيان» أمس', b: 'قرأ البيان أمس', word: 'البيان' },
    { why: 'brackets around it', a: 'قال (سالم) نعم', b: 'قال سالم نعم', word: 'سالم' },
    { why: 'a rule proposes it', a: 'أعلنت وزارة الطاقة ذلك', b: 'مجال الطاقة', word: 'الطاقة' },
    { why: 'an article about sport', a: 'الدوري مباراة لاعب الهلال', b: 'رأى الهلال', word: 'الهلال' },
  ])('$why', ({ a, b, word }) => {
    const of = (text: string) => {
      const { tokens } = indexText(text);
      return evidence(text)[tokens.findIndex(({ form }) => form === word)]!;
    };
    const more = of(a).filter((code) => !of(b).includes(code));
    expect(more.length).toBeGreaterThan(0);
  });

  test('what the lists say of a word is said of it with clitics, too', () => {
    expect(listCodes('محمد').length).toBeGreaterThan(0);
    expect(listCodes('ومحمد').length).toBeGreaterThan(0);
    expect(listCodes('«')).toEqual([]);
  });

  test('deep marks take linear time', async () => {
    const time = (depth: number) => {
      const text = `${'«('.repeat(depth)}نعم${')»'.repeat(depth)}`;
      return processorTime(() => evidence(text));
    };
    await time(400);
    expect(await time(8000)).toBeLessThan(120 * Math.max(10, await time(400)));
  });
});
