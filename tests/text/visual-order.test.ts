import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';

const turned = (text: string): string => [...text].reverse().join('');
const codes = (text: string) => analyze({ text }).warnings.map(({ code }) => code);

test.each([
  turned('قال الوزير إن المدرسة فتحت أبوابها للطلاب'),
  turned('أعلنت الشركة أن الإنتاج توقف، وأن العمال عادوا إلى البيوت'),
  turned('ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﻤﺪﺭﺳﺔ ﻓﺘﺤﺖ'),
])('from the last letter to the first: %s', (text) => expect(codes(text)).toEqual(['visual-order']));

test.each([
  'قال الوزير إن المدرسة فتحت أبوابها للطلاب',
  'لا، كلا، إلا، هلا، أولا، فضلا، مثلا، أصلا، قليلا، طويلا يا رجل الخير والبركة',
  'قليلا قليلا',
])('near miss: %s', (text) => expect(codes(text)).not.toContain('visual-order'));
