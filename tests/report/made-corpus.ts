/** A corpus made of sentences of our own: outlets, speakers, places and a year of days, the same for the same seed. */
const PEOPLE = [
  ['وزير الطاقة', 'ماجد الخطيب', 'm'],
  ['رئيسة البلدية', 'ندى الشامي', 'f'],
  ['النائب', 'عادل برهوم', 'm'],
  ['المتحدثة باسم الخارجية', 'لينا قاسم', 'f'],
  ['قائد الشرطة', 'فارس العبد', 'm'],
  ['الخبيرة الاقتصادية', 'سهى مروان', 'f'],
  ['المدرب', 'زياد الحلو', 'm'],
  ['الكاتبة', 'رندة عواد', 'f'],
  ['محافظ البنك المركزي', 'كمال الطويل', 'm'],
  ['السفير الفرنسي', 'جان مورو', 'm'],
  ['الطبيب', 'أحمد سلوم', 'm'],
  ['رئيس الاتحاد', 'حسام الدين شعبان', 'm'],
] as const;
const BODIES = ['وزارة الصحة', 'هيئة الموانئ', 'منظمة العفو الدولية', 'شركة النخيل', 'الأمم المتحدة', 'نقابة المعلمين'];
const UNNAMED = ['مصدر أمني', 'مصادر مطلعة', 'شهود عيان', 'مسؤول رفيع', 'مصدر في الحكومة'];
const MEDIA = ['وكالة رويترز', 'صحيفة الراية', 'قناة الجزيرة'];
const PLACES = [
  'بيروت',
  'دمشق',
  'القاهرة',
  'بغداد',
  'عمّان',
  'الرياض',
  'تونس',
  'الرباط',
  'الخرطوم',
  'صنعاء',
  'الدوحة',
  'طرابلس',
  'باريس',
  'جنيف',
];
const SILENT = ['الرئيس نديم الأسمر', 'رجل الأعمال وائل جابر', 'القاضية هند الزين'];
export const OUTLETS = ['النهار الجديد', 'صوت المدينة', 'البيان اليومي', 'أخبار الساحل', 'المشهد', 'الميزان'];
const SAYS = [
  ['قال', 'قالت'],
  ['أكد', 'أكدت'],
  ['زعم', 'زعمت'],
  ['نفى', 'نفت'],
  ['أوضح', 'أوضحت'],
  ['حذر', 'حذرت'],
  ['أعلن', 'أعلنت'],
  ['كشف', 'كشفت'],
] as const;
const THINGS = [
  'الكهرباء ستعود إلى الأحياء الشرقية قبل نهاية الشهر',
  'المفاوضات لم تتوقف رغم كل ما يقال',
  'أسعار الخبز لن ترتفع هذا العام',
  'المدارس ستفتح أبوابها في موعدها',
  'الميناء يعمل بنصف طاقته منذ أسابيع',
  'التحقيق في الحادث يحتاج إلى وقت',
  'الموازنة الجديدة لا تكفي لسد العجز',
  'المياه في السد بلغت أدنى مستوى لها',
  'اللقاح وصل إلى جميع المستشفيات',
  'الفريق سيلعب بتشكيلة جديدة في النهائي',
  'الاتفاق يحتاج إلى توقيع الطرفين',
  'الطريق الساحلي سيبقى مغلقاً حتى إشعار آخر',
];
const TOPICS = [
  'أزمة الكهرباء',
  'موسم الحصاد',
  'مفاوضات الهدنة',
  'ميزانية العام',
  'كأس الاتحاد',
  'إضراب المعلمين',
  'أسعار الخبز',
];

/** Numbers between 0 and 1 from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface MadeArticle {
  id: string;
  title: string;
  text: string;
  published: string;
  outlet: string;
}

export function madeCorpus(size: number, seed = 7): MadeArticle[] {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * next() * items.length)]!;
  return Array.from({ length: size }, (_, i) => {
    const day = new Date(Date.UTC(2025, 0, 1 + Math.floor(next() * 364))).toISOString().slice(0, 10);
    const place = pick(PLACES);
    const topic = pick(TOPICS);
    const paragraphs = Array.from({ length: 4 + Math.floor(next() * 4) }, () => paragraph(next, pick));
    return {
      id: `${i + 1}`,
      title: `${topic} في ${place}: ${pick(THINGS)}`,
      text: `${place} – وكالات\n\n${paragraphs.join('\n\n')}\n`,
      published: day,
      outlet: pick(OUTLETS),
    };
  });
}

function paragraph(next: () => number, pick: <T>(items: readonly T[]) => T): string {
  const [he, she] = pick(SAYS);
  const which = next();
  if (which < 0.5) {
    const [office, name, gender] = pick(PEOPLE);
    const more = `${gender === 'f' ? 'وأضافت' : 'وأضاف'} أن ${pick(THINGS)}.`;
    const said = next() < 0.5 ? `إن «${pick(THINGS)}»` : `إن ${pick(THINGS)}`;
    return `${gender === 'f' ? she : he} ${office} ${name} في ${pick(PLACES)} ${said}. ${more}`;
  }
  if (which < 0.65) return `${she} ${pick(BODIES)} في بيان أن ${pick(THINGS)}.`;
  if (which < 0.8) return `وبحسب ${pick(UNNAMED)}، فإن ${pick(THINGS)}.`;
  if (which < 0.9) return `ونقلت ${pick(MEDIA)} عن ${pick(UNNAMED)} قوله إن ${pick(THINGS)}.`;
  return `وكان ${pick(SILENT)} قد وصل إلى ${pick(PLACES)} قبل يومين.`;
}
