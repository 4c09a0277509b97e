import fc from 'fast-check';

/** Any character but half of a pair. As the unit `binary` of fast-check, which makes a table of all of them first: that takes a second. */
export const codePoint = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800));
