import { describe, expect, test } from 'vitest';
import { clitics } from '../../src/entities/clitics.ts';
import { joinMentions } from '../../src/entities/join.ts';
import { isShortFormOf, isSpellingOf, joinParts, keysOf, skeletonOf, surnameOf } from '../../src/entities/names.ts';
import { toldAliases } from '../../src/entities/rules/aliases.ts';
import { mentionOf, sceneOf } from '../../src/entities/scene.ts';
import type { EntityType } from '../../src/model.ts';
import { indexText } from '../../src/text/index.ts';
import { processorTime } from '../processor-time.ts';
import { entitiesOf } from './helpers.ts';

/** The entities of given names, found one after the other in the text: `name: mention | mention`. */
function joinedNames(text: string, names: [EntityType, string][]): string[] {
  const scene = sceneOf(indexText(text));
  let from = 0;
  const mentions = names.map(([type, name]) => {
    const start = text.indexOf(name, from);
    const end = start + name.length;
    from = end;
    const first = scene.tokens.findIndex((token) => token.end > start);
    const last = scene.tokens.findLastIndex((token) => token.start < end) + 1;
    return mentionOf(scene, first, last, clitics(scene, first), type, 1, 'tagger');
  });
  const { entities } = joinMentions(scene, mentions, toldAliases(scene, mentions));
  return entities.map((entity) => `${entity.name}: ${entity.mentions.map((mention) => mention.text).join(' | ')}`);
}

/** `TYPE name: mention | mention` of every entity. */
function joined(text: string): string[] {
  return entitiesOf(text).map(
    ({ type, name, mentions }) => `${type} ${name}: ${mentions.map((mention) => mention.text).join(' | ')}`,
  );
}

const namePartsOf = (name: string): string[] => joinParts(keysOf(name));

describe('parts of names', () => {
  test.each([
    { name: 'عبد الله', parts: ['عبدالله'] },
    { name: 'عبدالله', parts: ['عبدالله'] },
    { name: 'أبي بكر', parts: ['ابو', 'بكر'] },
    { name: 'أبا بكر', parts: ['ابو', 'بكر'] },
    { name: 'ابن علوان', parts: ['بن', 'علوان'] },
    { name: 'صلاح الدين القوصي', parts: ['صلاحالدين', 'القوصي'] },
    { name: 'هيئة “تحرير الشام', parts: ['هيئه', 'تحرير', 'الشام'] },
    { name: '', parts: [] },
  ])('$name -> $parts', ({ name, parts }) => expect(namePartsOf(name)).toEqual(parts));

  test.each([
    { name: 'محمد علوان', surname: 'علوان' },
    { name: 'سالم بن عوض', surname: 'بن عوض' },
    { name: 'ستيفان دي ميرو', surname: 'دي ميرو' },
    { name: 'بن عوض', surname: 'عوض' },
  ])('$name is named $surname', ({ name, surname }) => expect(surnameOf(namePartsOf(name))).toBe(surname));

  test.each([
    { short: 'محمد بن سالم', long: 'محمد بن سالم بن عوض', is: true },
    { short: 'رجب أردوغان', long: 'رجب طيب أردوغان', is: true },
    { short: 'سالم عوض', long: 'محمد سالم عوض', is: false, why: 'another first name' },
    { short: 'عوض', long: 'محمد عوض', is: false, why: 'one part is a surname, not a short form' },
  ])('$short of $long: $is', ({ short, long, is }) =>
    expect(isShortFormOf(namePartsOf(short), namePartsOf(long))).toBe(is),
  );

  test.each([
    { a: 'نتنياهو', b: 'نتانياهو', same: true },
    { a: 'غوتيريش', b: 'جوتيريش', same: true },
    { a: 'بوتفليقه', b: 'بوتفليقه', same: true },
    { a: 'القحطاني', b: 'القحطابي', same: false, why: 'another letter, no transcription' },
    { a: 'سمير', b: 'سمر', same: false, why: 'too short for a variant' },
    { a: 'الحريري', b: 'الحيري', same: false, why: 'another name' },
  ])('$a, $b: $same', ({ a, b, same }) => expect(isSpellingOf(a, b)).toBe(same));

  test('spellings of a name share their sounds', () => expect(skeletonOf('نتنياهو')).toBe(skeletonOf('نتانياهو')));
  test('joinParts keeps other words apart', () => expect(joinParts(['رسول', 'الله'])).toEqual(['رسولالله']));
});

describe('mentions of one thing are one entity', () => {
  test.each<{ why: string; text: string; found: string[] }>([
    {
      why: 'surname alone',
      text: 'قال ماهر الشوكاتي نعم. وأضاف الشوكاتي أنه باق.',
      found: ['PER ماهر الشوكاتي: ماهر الشوكاتي | الشوكاتي'],
    },
    {
      why: 'the surname before the full name, as in headlines',
      text: 'الشوكاتي: سنعود\n\nقال ماهر الشوكاتي إنه باق.',
      found: ['PER ماهر الشوكاتي: الشوكاتي | ماهر الشوكاتي'],
    },
    {
      why: 'of two people of one surname the one named most is meant, whoever was named last',
      text: 'قال ماهر الشوكاتي نعم. وروى الشوكاتي أن والده سامر الشوكاتي رحل. وأضاف الشوكاتي أنه باق.',
      found: ['PER ماهر الشوكاتي: ماهر الشوكاتي | الشوكاتي | الشوكاتي', 'PER سامر الشوكاتي: سامر الشوكاتي'],
    },
    {
      why: 'two people of one surname stay two; of those named as often the surname alone is the one named last',
      text: 'قال ماهر الشوكاتي نعم. ورد سامر الشوكاتي بلا. وأضاف الشوكاتي أنه باق.',
      found: ['PER ماهر الشوكاتي: ماهر الشوكاتي', 'PER سامر الشوكاتي: سامر الشوكاتي | الشوكاتي'],
    },
    {
      why: 'عبدالله and عبد الله',
      text: 'التقى عبدالله الفرحاتي. ثم عاد عبد الله الفرحاتي.',
      found: ['PER عبد الله الفرحاتي: عبدالله الفرحاتي | عبد الله الفرحاتي'],
    },
    {
      why: 'a kunya in its cases',
      text: 'قال أبو حذيفة الشيشاني نعم. والتقى بأبي حذيفة الشيشاني.',
      found: ['PER أبو حذيفة الشيشاني: أبو حذيفة الشيشاني | أبي حذيفة الشيشاني'],
    },
    {
      why: 'a company with and without the word for it, both of which are listed',
      text: 'قالت شركة سامسونج إن الهاتف جاهز. وأضافت سامسونج أن السعر ثابت.',
      found: ['ORG شركة سامسونج: شركة سامسونج | سامسونج'],
    },
    {
      why: 'a book by its short name',
      text: 'قرأ القرآن الكريم كله. وحفظ القرآن في صغره.',
      found: ['MISC القرآن الكريم: القرآن الكريم | القرآن'],
    },
    {
      why: 'two spellings',
      text: 'قال بنيامين نتنياهو نعم. وأضاف نتانياهو شرطا.',
      found: ['PER بنيامين نتنياهو: بنيامين نتنياهو | نتانياهو'],
    },
    {
      why: 'clitics',
      text: 'زار العراق ثم عاد للعراق وبالعراق بقي',
      found: ['LOC العراق: العراق | لعراق | العراق'],
    },
    {
      why: 'names that the lists equate',
      text: 'غادر الولايات المتحدة. عاد إلى أمريكا.',
      found: ['LOC الولايات المتحدة: الولايات المتحدة | أمريكا'],
    },
    {
      why: 'an acronym and its long form',
      text: 'قالت وكالة الصحافة الفرنسية ذلك، وأكدت (أ ف ب) النبأ',
      found: ['ORG وكالة الصحافة الفرنسية: وكالة الصحافة الفرنسية | أ ف ب'],
    },
    {
      why: 'a body without its nationality',
      text: 'أعلنت وزارة العدل الكويتية قرارا. وأضافت وزارة العدل أن القرار نهائي.',
      found: ['ORG وزارة العدل الكويتية: وزارة العدل الكويتية | وزارة العدل'],
    },
    {
      why: 'two ministries stay two',
      text: 'أعلنت وزارة العدل قرارا ونفت وزارة المالية',
      found: ['ORG وزارة العدل: وزارة العدل', 'ORG وزارة المالية: وزارة المالية'],
    },
    {
      why: 'a complete name is no short form of a longer one',
      text: 'تقدم الجيش السوري وتراجع الجيش السوري الحر',
      found: ['ORG الجيش السوري: الجيش السوري', 'ORG الجيش السوري الحر: الجيش السوري الحر'],
    },
    {
      why: 'a town is not its airport',
      text: 'أغلق مطار عدن وعادت الحياة في عدن',
      found: ['LOC مطار عدن: مطار عدن', 'LOC عدن: عدن'],
    },
    {
      why: 'a particle written as a part of the surname',
      text: 'قال جان إيف لو دريان نعم. وأضاف لودريان لا.',
      found: ['PER جان إيف لو دريان: جان إيف لو دريان | لودريان'],
    },
    {
      why: 'and apart from it',
      text: 'قال جان إيف لودريان نعم. وأضاف لو دريان لا.',
      found: ['PER جان إيف لودريان: جان إيف لودريان | لو دريان'],
    },
    {
      why: 'brackets equate',
      text: 'شركة كومترينا (Comtrina) قالت. ثم ردت شركة كومترينا على ذلك.',
      found: ['ORG شركة كومترينا: شركة كومترينا | Comtrina | شركة كومترينا'],
    },
  ])('$why', ({ text, found }) => expect(joined(text)).toEqual(found));

  test('ids and order are those of the text, aliases are the other forms', () => {
    const [first, second] = entitiesOf('وصل إلى أمريكا ماهر الشوكاتي. قال الشوكاتي نعم.');
    expect([first?.id, first?.name, second?.id, second?.name, second?.aliases]).toEqual([
      'e1',
      'أمريكا',
      'e2',
      'ماهر الشوكاتي',
      ['الشوكاتي'],
    ]);
  });

  test('long texts take linear time', async () => {
    const people = Array.from(
      { length: 150 },
      (_, i) => `قال ماهر الشوكا${'بتثجحخدذرز'[i % 10]}ي نعم. وأضاف الشوكا${'بتثجحخدذرز'[i % 10]}ي لا.\n`,
    );
    const once = people.join('');
    const time = (text: string): Promise<number> => processorTime(() => entitiesOf(text));
    await time(once);
    const short = Math.max(await time(once), 5);
    expect(await time(once.repeat(10))).toBeLessThan(short * 25);
  });
});

describe('names given are joined', () => {
  test.each<{ why: string; text: string; names: [EntityType, string][]; found: string[] }>([
    {
      why: 'a nickname in brackets',
      text: 'قال محمود الشوكاتي (أبو مازن) نعم. ورد أبو مازن.',
      names: [
        ['PER', 'محمود الشوكاتي'],
        ['PER', 'أبو مازن'],
        ['PER', 'أبو مازن'],
      ],
      found: ['محمود الشوكاتي: محمود الشوكاتي | أبو مازن | أبو مازن'],
    },
    {
      why: 'a nickname that is told',
      text: 'قُتل سالم القحطاب، الملقب بـ«الصقر»، أمس. وكان الصقر هناك.',
      names: [
        ['PER', 'سالم القحطاب'],
        ['PER', 'الصقر'],
        ['PER', 'الصقر'],
      ],
      found: ['سالم القحطاب: سالم القحطاب | الصقر | الصقر'],
    },
    {
      why: 'two people side by side are two',
      text: 'حضر سالم القحطاب وعمر الصقر',
      names: [
        ['PER', 'سالم القحطاب'],
        ['PER', 'عمر الصقر'],
      ],
      found: ['سالم القحطاب: سالم القحطاب', 'عمر الصقر: عمر الصقر'],
    },
    {
      why: 'a place in brackets is where it lies',
      text: 'زار طرابلس (لبنان) أمس',
      names: [
        ['LOC', 'طرابلس'],
        ['LOC', 'لبنان'],
      ],
      found: ['طرابلس: طرابلس', 'لبنان: لبنان'],
    },
    {
      why: 'words that ran together',
      text: 'وصل إلى الدار البيضاء ثم غادر الدارالبيضاء',
      names: [
        ['LOC', 'الدار البيضاء'],
        ['LOC', 'الدارالبيضاء'],
      ],
      found: ['الدار البيضاء: الدار البيضاء | الدارالبيضاء'],
    },
    {
      why: 'a hashtag',
      text: 'قال صبري القحطاب نعم #صبري_القحطاب',
      names: [
        ['PER', 'صبري القحطاب'],
        ['PER', 'صبري_القحطاب'],
      ],
      found: ['صبري القحطاب: صبري القحطاب | صبري_القحطاب'],
    },
    {
      why: 'an event and its year, a work and its head',
      text: 'مهرجان الورود 2014 بدأ، ومهرجان الورود انتهى، وبرنامج ضياء عاد وضياء كذلك',
      names: [
        ['MISC', 'مهرجان الورود 2014'],
        ['MISC', 'مهرجان الورود'],
        ['MISC', 'برنامج ضياء'],
        ['MISC', 'ضياء'],
      ],
      found: ['مهرجان الورود 2014: مهرجان الورود 2014 | مهرجان الورود', 'برنامج ضياء: برنامج ضياء | ضياء'],
    },
    {
      why: 'laws are known by their numbers',
      text: 'القانون 131 صدر والقانون 145 لم يصدر',
      names: [
        ['MISC', 'القانون 131'],
        ['MISC', 'القانون 145'],
      ],
      found: ['القانون 131: القانون 131', 'القانون 145: القانون 145'],
    },
    {
      why: 'a club with and without the article',
      text: 'فاز الميلان ثم خسر ميلان',
      names: [
        ['ORG', 'الميلان'],
        ['ORG', 'ميلان'],
      ],
      found: ['الميلان: الميلان | ميلان'],
    },
  ])('$why', ({ text, names, found }) => expect(joinedNames(text, names)).toEqual(found));
});

describe('links', () => {
  test.each([
    { text: 'وصل إلى القاهرة أمس', name: 'القاهرة', link: { geonames: 360630, iso: 'EG' } },
    { text: 'في فرنسا', name: 'فرنسا', link: { iso: 'FR' } },
    { text: 'عاد من طرابلس إلى بنغازي في ليبيا', name: 'طرابلس', link: { geonames: 2210247, iso: 'LY' } },
    { text: 'عاد من طرابلس إلى بيروت في لبنان', name: 'طرابلس', link: { geonames: 266826, iso: 'LB' } },
    { text: 'في سيناء', name: 'سيناء', link: { iso: 'EG' } },
  ])('$text: $name', ({ text, name, link }) => {
    const entity = entitiesOf(text, { tagger: false }).find((e) => e.name === name);
    expect(entity?.link).toMatchObject(link);
  });

  test.each([
    {
      why: 'a common word elsewhere',
      text: 'قصفت القوات السورية الريف في سوريا، وقالت دمشق إن مدينة الريف آمنة',
      name: 'الريف',
      iso: undefined,
    },
    { why: 'the region itself', text: 'خرجت مظاهرات في الريف بالمغرب', name: 'الريف', iso: 'MA' },
    {
      why: 'a town of the same name elsewhere',
      text: 'سيطر الجيش السوري على مدينة الزاوية قرب إدلب في سوريا',
      name: 'الزاوية',
      iso: undefined,
    },
    { why: 'the town itself', text: 'أغلقت ليبيا مصفاة مدينة الزاوية', name: 'الزاوية', iso: 'LY' },
    {
      why: 'the country told by a nationality only',
      text: 'أعلن الجيش الليبي أن مدينة الزاوية آمنة',
      name: 'الزاوية',
      iso: 'LY',
    },
    { why: 'a capital is known everywhere', text: 'سافر الوفد السوري من دمشق إلى باريس', name: 'باريس', iso: 'FR' },
    { why: 'so is a large town', text: 'سافر الوفد السوري من دمشق إلى ميونيخ', name: 'ميونيخ', iso: 'DE' },
    { why: 'no other country is spoken of', text: 'عاد إلى مدينة الخليل', name: 'الخليل', iso: 'PS' },
  ])('$why: $name', ({ text, name, iso }) => {
    const entity = entitiesOf(text, { tagger: false }).find((e) => e.name === name);
    expect(entity?.type).toBe('LOC');
    expect(entity?.link?.iso).toBe(iso);
  });

  test('what is no place has no link', () => {
    for (const { type, link } of entitiesOf('قال ماهر الشوكاتي لوكالة رويترز', { tagger: false })) {
      expect(type).not.toBe('LOC');
      expect(link).toBeUndefined();
    }
  });

  test('coordinates are where the town is', () => {
    const [cairo] = entitiesOf('القاهرة', { tagger: false });
    expect(cairo?.link?.lat).toBeCloseTo(30.06, 1);
    expect(cairo?.link?.lon).toBeCloseTo(31.25, 1);
    expect(cairo?.link?.population).toBeGreaterThan(5_000_000);
  });
});
