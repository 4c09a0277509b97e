/** What first and last letters tell of a word, each with a near miss. */
import { describe, expect, it } from 'vitest';
import {
  behindLi,
  hasArticle,
  hasConjunction,
  hasLi,
  hasPreposition,
  hasPronoun,
  isDoneByHer,
  isFeminine,
  isInflected,
  isOfOrigin,
  isPlural,
  isToThe,
  withArticle,
  withoutConjunction,
  withoutLi,
  withoutPronoun,
} from '../../src/quotations/letters.ts';
import { foldKey } from '../../src/text/index.ts';

describe('letters', () => {
  it.each([
    { tells: hasArticle, word: 'الوزير', miss: 'والوزير' },
    { tells: hasLi, word: 'لوكالة', miss: 'وكالة' },
    { tells: hasPreposition, word: 'بالحزب', miss: 'الحزب' },
    { tells: isToThe, word: 'وللوزارة', miss: 'لوزارة' },
    { tells: isPlural, word: 'مسؤولون', miss: 'مسؤول' },
    { tells: isFeminine, word: 'وزارة', miss: 'وزير' },
    { tells: isOfOrigin, word: 'الروسية', miss: 'روسيا' },
    { tells: isInflected, word: 'يعلن', miss: 'إعلان' },
    { tells: hasConjunction, word: 'والوزير', miss: 'الوزير' },
    { tells: isDoneByHer, word: 'أعدت', miss: 'دراسات' },
    { tells: hasPronoun, word: 'أعدتها', miss: 'أعدت' },
  ])('$tells.name: $word, not $miss', ({ tells, word, miss }) => {
    expect(tells(foldKey(word))).toBe(true);
    expect(tells(foldKey(miss))).toBe(false);
  });

  it('takes off what is attached', () => {
    expect(withArticle('وللوزارة')).toBe('الوزارة');
    expect(withoutPronoun('عنها')).toBe('عن');
    expect(withoutConjunction('والوزير')).toBe('الوزير');
    expect(withoutConjunction('في')).toBe('في');
    expect(withoutLi('لمصر')).toBe('مصر');
    expect(withoutLi('لك')).toBe('لك');
    expect(behindLi('للمرصد')).toBe('المرصد');
    expect(behindLi('لمصر')).toBe('مصر');
  });
});
