/** What first and last letters tell of a word, each with a near miss. */
import { describe, expect, it } from 'vitest';
import {
  hasArticle,
  hasPronoun,
  hasTo,
  isAttached,
  isDoneByHer,
  isFeminine,
  isInflected,
  isOfOrigin,
  isPlural,
  isToThe,
  withArticle,
  withoutPronoun,
} from '../../src/quotations/letters.ts';
import { foldKey } from '../../src/text/index.ts';

describe('letters', () => {
  it.each([
    { tells: hasArticle, word: 'الوزير', miss: 'والوزير' },
    { tells: hasTo, word: 'لوكالة', miss: 'وكالة' },
    { tells: isAttached, word: 'بالحزب', miss: 'الحزب' },
    { tells: isToThe, word: 'وللوزارة', miss: 'لوزارة' },
    { tells: isPlural, word: 'مسؤولون', miss: 'مسؤول' },
    { tells: isFeminine, word: 'وزارة', miss: 'وزير' },
    { tells: isOfOrigin, word: 'الروسية', miss: 'روسيا' },
    { tells: isInflected, word: 'وسيعلن', miss: 'إعلان' },
    { tells: isDoneByHer, word: 'أعدت', miss: 'دراسات' },
    { tells: hasPronoun, word: 'أعدتها', miss: 'أعدت' },
  ])('$tells.name: $word, not $miss', ({ tells, word, miss }) => {
    expect(tells(foldKey(word))).toBe(true);
    expect(tells(foldKey(miss))).toBe(false);
  });

  it('takes off what is attached', () => {
    expect(withArticle('وللوزارة')).toBe('الوزارة');
    expect(withoutPronoun('عنها')).toBe('عن');
  });
});
