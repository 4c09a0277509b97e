import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultLexicon } from '../../src/lexicon/index.ts';
import { contextOf } from '../../src/quotations/contents/asides.ts';
import { verseFrom } from '../../src/quotations/verses.ts';
import { indexText } from '../../src/text/index.ts';
import { modern } from '../../src/train/lists/verses.ts';
import { said } from './helpers.ts';

/** The verse that begins at a word of the text. */
function verseAt(text: string, word: string): string | null {
  const context = contextOf(indexText(text), [], defaultLexicon());
  const { tokens } = context;
  const first = tokens.findIndex(({ start, end }) => text.slice(start, end) === word);
  const verse = verseFrom(context, first);
  return verse && text.slice(tokens[first]!.start, tokens[verse.last - 1]!.end);
}

describe('a verse is known by its words', () => {
  test.each([
    {
      text: 'قال تعالى: وتعاونوا على البر والتقوى ولا تعاونوا على الإثم والعدوان فعلينا أن نتعاون.',
      word: 'وتعاونوا',
      verse: 'وتعاونوا على البر والتقوى ولا تعاونوا على الإثم والعدوان',
      why: 'and ends where they end',
    },
    {
      text: 'قال تعالى: إِنَّمَا ٱلْمُؤْمِنُونَ إِخْوَةٌ فَأَصْلِحُوا۟ بَيْنَ أَخَوَيْكُمْ وهذا واضح.',
      word: 'إِنَّمَا',
      verse: 'إِنَّمَا ٱلْمُؤْمِنُونَ إِخْوَةٌ فَأَصْلِحُوا۟ بَيْنَ أَخَوَيْكُمْ',
      why: 'in the spelling of the codex',
    },
    {
      text: 'قال تعالى: يا أيها الذين آمنوا أوفوا بالعقود فلا عذر لأحد.',
      word: 'يا',
      verse: 'يا أيها الذين آمنوا أوفوا بالعقود',
      why: 'a call, one word there and two here',
    },
    {
      text: 'قال تعالى: حافظوا على الصلوات والصلاة الوسطى وهي صلاة العصر.',
      word: 'حافظوا',
      verse: 'حافظوا على الصلوات والصلاة الوسطى',
      why: 'الصلوٰة',
    },
    {
      text: 'قال تعالى: وإذ قال إبراهيم رب اجعل هذا البلد آمنا ثم سكت القارئ.',
      word: 'وإذ',
      verse: 'وإذ قال إبراهيم رب اجعل هذا البلد آمنا',
      why: 'إبرٰهـۧم',
    },
    {
      text: 'قال تعالى: إن العسر يأتي مع اليسر دائما.',
      word: 'إن',
      verse: null,
      why: 'near miss: its meaning in other words',
    },
    {
      text: 'قال تعالى: (من عمل صالحا فلنفسة ومن أساء فعليها وما ربك بظلام للعبيد) وهذا عدل.',
      word: 'من',
      verse: 'من عمل صالحا فلنفسة ومن أساء فعليها وما ربك بظلام للعبيد',
      why: 'one word spelt otherwise',
    },
    {
      text: 'قال تعالى: «إن الله مع الصابرين» وقال: «إن مع العسر يسرا».',
      word: 'إن',
      verse: 'إن الله مع الصابرين',
      why: 'near miss: the next verse is another one',
    },
    {
      text: 'قال تعالى: لا إله إلا الله كلمة التوحيد.',
      word: 'لا',
      verse: null,
      why: 'near miss: what everybody says',
    },
    {
      text: 'قال الوزير: حافظوا على الصلوات والصلاة.',
      word: 'حافظوا',
      verse: null,
      why: 'near miss: nothing holy near',
    },
  ])('$why: $text', ({ text, word, verse }) => expect(verseAt(text, word)).toBe(verse));

  test('every formula stands in the Quran, and none is a verse', () => {
    const formulas = readFileSync('src/quotations/formulas.txt', 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    expect(formulas.length).toBeGreaterThan(10);
    for (const line of formulas) expect(verseAt(`قال تعالى: ${line}.`, line.split(' ')[0]!), line).toBeNull();
  });

  test('the codex in modern spelling', () =>
    expect(modern('يَـٰٓأَيُّهَا ٱلَّذِينَ ءَامَنُوا۟ ٱلصَّلَوٰةَ').replace(/[\u064b-\u0652]/g, '')).toBe('يا أيها الذين ءامنوا الصلاة'));
});

describe('a verse as a quotation', () => {
  test.each([
    {
      text: 'والتعاون واجب، ومعناه لا يبتعد عن قوله سبحانه وتعالى: وتعاونوا على البر والتقوى ولا تعاونوا على الإثم والعدوان فلن يقوم مجتمع بغيره.',
      content: 'وتعاونوا على البر والتقوى ولا تعاونوا على الإثم والعدوان',
      why: 'without marks, up to its last word',
    },
    {
      text: 'وأقسم الله بصلاة العصر بدليل قوله سبحانه وتعالى حافظوا على الصلوات والصلاة الوسطى وهي صلاة العصر.',
      content: 'حافظوا على الصلوات والصلاة الوسطى',
      why: 'right behind the blessing',
    },
    {
      text: 'والدعاء يستجاب، كما في قوله سبحانه وتعالى عن زكريا عليه السلام (وزكريا إذ نادى ربه رب لا تذرني فردا).',
      content: 'وزكريا إذ نادى ربه رب لا تذرني فردا',
      why: 'behind what it is about',
    },
    {
      text: 'والقصة معروفة، فقال تعالى (نحن نقص عليك نبأهم بالحق إنهم فتية آمنوا بربهم وزدناهم هدى، 13: الكهف).',
      content: 'نحن نقص عليك نبأهم بالحق إنهم فتية آمنوا بربهم وزدناهم هدى',
      why: 'without its number in the brackets',
    },
    {
      text: 'وقال تعالى: إن الذين يشترون بعهد الله وأيمانهم ثمنا قليلا أولئك لا خلاق لهم في الآخرة . وهذه اليمين كبيرة.',
      content: 'إن الذين يشترون بعهد الله وأيمانهم ثمنا قليلا أولئك لا خلاق لهم في الآخرة',
      why: 'its إن begins it',
    },
    {
      text: 'كقوله تعالى: (إن الله اصطفى آدم ونوحا وآل إبراهيم وآل عمران على العالمين) وغيرها.',
      content: 'إن الله اصطفى آدم ونوحا وآل إبراهيم وآل عمران على العالمين',
      why: 'behind كقوله',
    },
    {
      text: 'وأعد الله لهم العذاب، قال تعالى: إنا أعتدنا للكافرين سلاسل وأغلالا وسعيرا ( الإنسان 4) . وهذا وعيد.',
      content: 'إنا أعتدنا للكافرين سلاسل وأغلالا وسعيرا',
      why: 'without the name and number of its chapter',
    },
    {
      text: 'قال تعالى: إن الله اصطفى آدم ونوحا وآل إبراهيم وآل عمران على العالمين (آل عمران 33) وهذا فضل.',
      content: 'إن الله اصطفى آدم ونوحا وآل إبراهيم وآل عمران على العالمين',
      why: 'a chapter of two words',
    },
    {
      text: 'حيث قال سبحانه (ولتكملوا العدة ولتكبروا الله على ماهداكم ولعلكم تشكرون)، فالحمد لله على نعمه كلها.',
      content: 'ولتكملوا العدة ولتكبروا الله على ماهداكم ولعلكم تشكرون',
      why: 'two of its words written as one',
    },
    {
      text: 'وأكد المساواة الإنسانية بقوله: "فاستجاب لهم ربهم أني لا أضيع عمل عامل منكم من ذكر أو أنثى"، والله أعلم.',
      content: 'فاستجاب لهم ربهم أني لا أضيع عمل عامل منكم من ذكر أو أنثى',
      why: 'behind a noun that says nothing',
    },
  ])('$why: $text', ({ text, content }) =>
    expect(said(text).map((one) => [one.content, one.speaker])).toContainEqual([content, 'الله']),
  );

  test.each([
    {
      text: 'قال القرطبي إن الظلمات كثيرة. وقوله: (في ظلمات ثلاث) يعني ظلمة الرحم، كما قال الله تعالى.',
      speaker: 'الله',
      why: 'nobody named: whose it is its words tell',
    },
    {
      text: 'وقال المفتي سالم الهدار إن الله نهانا عن السب فقال: (ولا تسبوا الذين يدعون من دون الله).',
      speaker: 'الله',
      why: 'behind somebody who speaks',
    },
  ])('$why: $text', ({ text, speaker }) =>
    expect(said(text).find(({ content }) => /ظلمات ثلاث|ولا تسبوا/.test(String(content)))?.speaker).toBe(speaker),
  );

  test.each([
    {
      text: 'وقال نوح عليه السلام: (رب اغفر لي ولوالدي ولمن دخل بيتي مؤمنا)، والله سبحانه أعلم.',
      why: 'near miss: a prophet who is named',
    },
    {
      text: 'وتلت الطالبة آيات من القرآن الكريم وقالت: «وتعاونوا على البر والتقوى ولا تعاونوا على الإثم»، والله أعلم.',
      why: 'near miss: a woman says it',
    },
    {
      text: 'وقال سالم النوري إن والده دعا الله سبحانه فقال: (رب اجعل هذا البلد آمنا وارزق أهله).',
      why: 'near miss: who calls to God',
    },
  ])('$why: $text', ({ text }) => expect(said(text).map(({ speaker }) => speaker)).not.toContain('الله'));

  test("near miss: words of a verse in a politician's sentence", () =>
    expect(
      said('وندد ترامب بحزب الله.\nوقال إن حزب الله هم الغالبون في نظر أنصاره، بحسب صحيفة الرياض.')[0]?.content,
    ).toContain('حزب الله هم الغالبون في نظر أنصاره'));
});

describe('a tradition', () => {
  test.each([
    {
      text: 'والنصيحة سر كقوله -صلى الله عليه وسلم- لعائشة في تلك الحادثة: (إن كنت ألممت بذنب فاستغفري الله).',
      why: 'in brackets behind a blessing',
    },
    {
      text: 'وقال - صلى الله عليه وسلَّم - (لعن الله اليهود اتخذوا قبور أنبيائهم مساجد)، وحرم الصلاة في المقبرة ما عدا الصلاة على الجنازة. وذكر الرسول الناس بذلك.',
      content: 'لعن الله اليهود اتخذوا قبور أنبيائهم مساجد',
      why: 'what the brackets hold, and no more',
    },
    {
      text: 'فقال لها الرسول (صلى الله عليه وسلم) خذي ما يكفيك وولدك بالمعروف.',
      content: 'خذي ما يكفيك وولدك بالمعروف',
      why: 'the blessing is no part of it',
    },
    {
      text: 'وقال الشيخ سعود النوري إن الثبات خلق كريم، مستشهداً فضيلته بحديث الرسول عليه الصلاة والسلام: «إذا رأيت الناس قد اكتنزوا الذهب فاكنز هؤلاء الكلمات».',
      why: 'he who quotes it is named',
    },
    {
      text: 'والتعصب منهي عنه، فقد نهى عنه الرسول الكريم صلى الله عليه وسلم عندما قال (دعوها إنها منتنة).',
      why: 'he is named in the sentence',
    },
    {
      text: 'وروى أبو هريرة أنهم قالوا: لمن يا رسول الله؟ قال: لله ولكتابه ولرسوله ولأئمة المسلمين وعامتهم.',
      why: 'he who was called answers',
    },
    {
      text: 'وقالوا يا رسول الله ما شاء الله وشئت، قال: «أجعلتني لله ندا بل ما شاء الله وحده».',
      why: 'and so without a question',
    },
  ])('$why: $text', ({ text, content }) => {
    const found = said(text).findLast(({ content: words }) => !content || words === content);
    expect(found?.speaker).toMatch(/^(?:النبي|الرسول|رسول الله|الرسول الكريم)$/);
  });

  test.each([
    {
      text: 'وجاء سالم القيسي والنبي صلى الله عليه وسلم يقسم الغنائم فقال: اعدل يا رسول الله بين الناس.',
      why: 'near miss: who calls him',
    },
    {
      text: 'وكتب المؤرخ سامي النوري عن نسب النبي صلى الله عليه وسلم قائلا «هو خير أهل الأرض نسبا على الإطلاق».',
      why: 'near miss: who writes of him',
    },
    {
      text: 'وسئل النبي صلى الله عليه وسلم عن العمل، فجاء رجل وقال: ثم أي العمل يا ترى؟',
      why: 'near miss: who asks',
    },
  ])('$why: $text', ({ text }) => expect(said(text).at(-1)?.speaker).not.toMatch(/النبي|الرسول|رسول الله/));
});
