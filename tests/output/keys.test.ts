import { expect, test } from 'vitest';
import { nameKey, textKey } from '../../src/output/keys.ts';

test.each([
  { names: ['إيران', 'ايران', 'إِيران'] },
  { names: ['سوريا', 'سورية'] },
  { names: ['مصطفى', 'مصطفي'] },
  { names: ['مسؤول أمني', 'مسئول أمني', 'مسؤول  امني'] },
  { names: ['شركة النخيل', 'شركه النخيل'] },
  { names: ['هيئة الأمم', 'هيئة الامم'] },
])('$names are one name', ({ names }) => expect(new Set(names.map(nameKey)).size).toBe(1));

test.each([
  { names: ['سوريا', 'السوريين'] },
  { names: ['سامر', 'سمير'] },
  { names: ['علي', 'علا'] },
  { names: ['ليبيا', 'لبنان'] },
])('$names are two', ({ names }) => expect(new Set(names.map(nameKey)).size).toBe(2));

test('a text on one line, its spellings joined', () => {
  expect(textKey('قالَتِ الوزارةُ:\n«إنّ  الأمر»')).toBe('قالت الوزاره: «ان الامر»');
});

test.each([
  ['ليبيا', 'ليبيه'],
  ['ليبيا الجديدة', 'ليبيه الجديده'],
  ['آسيا٢', 'اسيه2'],
  ['آسيا☂', 'اسيه☂'],
  ['رياض', 'رياض'],
  // A letter outside of the basic plane.
  ['آسيا\u{1ee00}', 'اسيا\u{1ee00}'],
])('%s: the ending of a country, and letters within a word', (name, key) => expect(nameKey(name)).toBe(key));
