import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/input/dates.ts';
import { declaredCharset, extractArticle, tidyByline } from '../../src/input/readers/html.ts';
import { oneByte } from './bytes.ts';
import { folder, itemsOf } from './folder.ts';

const TITLE = 'بلدية الميناء تفتتح سوق السمك الجديد بعد عامين من التأخير';
const PARAGRAPHS = [
  'افتتحت بلدية الميناء، صباح اليوم، سوق السمك الجديد بعد عامين من التأخير، بحضور عدد كبير من الصيادين والتجار، وسط إجراءات تنظيمية واسعة في محيط المرفأ القديم.',
  'وقال رئيس البلدية نبيل الحداد، في كلمة ألقاها خلال الافتتاح: «هذا السوق ملك لكم أنتم»، مشيرا إلى أن كلفة المشروع بلغت ثلاثة ملايين، وأن العمل فيه سيبدأ مطلع الأسبوع المقبل.',
  'من جهته، أكد نقيب الصيادين كريم البحري أن القوارب ستعود إلى الرصيف الشرقي، مضيفا أن "الأسعار ستبقى كما هي" حتى نهاية الموسم، على أن تراجع اللجنة الرسوم بعد ذلك.',
];
const MENU = ['الرئيسية', 'سياسة', 'اقتصاد', 'رياضة', 'ثقافة', 'اتصل بنا'];

const menu = `<header><nav><ul class="menu">${MENU.map((name) => `<li><a href="/s">${name}</a></li>`).join('')}</ul></nav></header>`;
const aside = `<aside class="sidebar"><h3>الأكثر قراءة</h3><ul>${Array.from({ length: 6 }, (_, i) => `<li><a href="/n/${i}">خبر آخر لا صلة له بالمقال رقم ${i}</a></li>`).join('')}</ul></aside>`;
const footer =
  '<footer><p>جميع الحقوق محفوظة لصحيفة صوت المدينة 2021</p><a href="/privacy">سياسة الخصوصية</a></footer>';
const scripts =
  '<script>var ad = "إعلان تجاري"; document.write("<p>نص من سكربت</p>");</script><style>.x{content:"نمط"}</style><noscript>فعّل الجافاسكربت</noscript>';
const body = PARAGRAPHS.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
const comments =
  '<div id="comments" class="comments"><h3>التعليقات</h3><div class="comment"><span class="author">قارئ غاضب</span><p>لا أصدق هذا الخبر إطلاقا</p></div></div>';

const page = (head: string, content: string) =>
  `<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">${head}${scripts}</head><body>${menu}${content}${aside}${footer}${scripts}</body></html>`;
const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

/** What must never come out of any of the pages. */
const FOREIGN = [
  ...MENU,
  'الأكثر قراءة',
  'خبر آخر',
  'محفوظة',
  'الخصوصية',
  'سكربت',
  'إعلان تجاري',
  'فعّل',
  'لا أصدق',
  '&',
  '<',
];

const pages = {
  'JSON-LD in a graph': page(
    `<title>${TITLE} | صوت المدينة</title>${jsonLd({
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: 'صوت المدينة' },
        {
          '@type': ['NewsArticle'],
          headline: TITLE,
          datePublished: '2021-03-04T08:30:00+02:00',
          author: [{ '@type': 'Person', name: 'سلمى النجار' }],
          publisher: { name: 'صوت المدينة' },
        },
      ],
    })}`,
    `<main><article><h1>${TITLE}</h1>${body}</article>${comments}</main>`,
  ),
  'Open Graph': page(
    `<title>${TITLE} - صوت المدينة</title><meta property="og:title" content="${TITLE}"><meta property="og:site_name" content="صوت المدينة"><meta property="article:published_time" content="2021-03-04T08:30:00+02:00"><meta name="author" content="سلمى النجار">`,
    `<div class="content"><h1>${TITLE}</h1><div class="article-body">${body}</div></div>${comments}`,
  ),
  microdata: page(
    `<title>صوت المدينة</title><meta property="og:site_name" content="صوت المدينة">`,
    `<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">${TITLE}</h1><span itemprop="author"><span itemprop="name">سلمى النجار</span></span><time itemprop="datePublished" datetime="2021-03-04T08:30:00+02:00">4 مارس 2021</time><div itemprop="articleBody">${body}<div class="share-links social">شارك على فيسبوك</div></div></div>${comments}`,
  ),
  'an old page of tables, date and author in the text': page(
    `<title>${TITLE} - صوت المدينة</title><meta property="og:site_name" content="صوت المدينة">`,
    `<table><tr><td><h1>${TITLE}</h1><div class="story-date">الخميس، 04 آذار/مارس 2021، آخر تحديث 08:30</div><div>بقلم: سلمى النجار</div>${PARAGRAPHS.join('<br><br>')}</td></tr></table>`,
  ),
};

describe('pages of news sites', () => {
  test.each(Object.entries(pages))('%s: headline, date, author, outlet, and only the article', async (_, source) => {
    const article = await extractArticle(source);
    expect(article).toMatchObject({ title: TITLE, byline: 'سلمى النجار', outlet: 'صوت المدينة' });
    expect(article?.published?.slice(0, 10)).toBe('2021-03-04');
    const blocks = article?.text.split('\n\n') ?? [];
    expect(blocks.filter((block) => !block.startsWith('بقلم'))).toEqual([TITLE, ...PARAGRAPHS]);
    for (const word of FOREIGN) expect(article?.text).not.toContain(word);
  });

  test('entities become characters, in text and metadata, also where they are escaped twice', async () => {
    const article = await extractArticle(
      page(
        '<meta property="og:title" content="الوزير: &amp;quot;لن نرفع الرسوم&amp;quot; هذا العام">',
        `<article><p>قال&nbsp;الوزير: &laquo;لن نرفع الرسوم&raquo; &#8211; وأضاف &#x627;&#1604;يوم أن 5 &lt; 6 &amp; 7.</p>${body}</article>`,
      ),
    );
    expect(article?.title).toBe('الوزير: "لن نرفع الرسوم" هذا العام');
    expect(article?.text).toContain('قال\u00A0الوزير: «لن نرفع الرسوم» – وأضاف اليوم أن 5 < 6 & 7.');
  });

  test('lists, quotations, line feeds and headings inside keep their paragraphs', async () => {
    const article = await extractArticle(
      page(
        '',
        `<article><h1>${TITLE}</h1>${body}<h2>خلفية</h2><ul><li>أولا: الرصيف</li><li>ثانيا: السوق</li></ul><blockquote><p>«لن نتأخر»<br>قال المدير</p></blockquote></article>`,
      ),
    );
    expect(article?.text.split('\n\n').slice(4)).toEqual([
      'خلفية',
      'أولا: الرصيف',
      'ثانيا: السوق',
      '«لن نتأخر»\nقال المدير',
    ]);
  });

  test('reading tips between the paragraphs and notices at the end go', async () => {
    const article = await extractArticle(
      page(
        '',
        `<article>${PARAGRAPHS[0]}<p>اقرأ أيضا: سوق الخضار</p><p>${PARAGRAPHS[1]}</p><p>${PARAGRAPHS[2]}</p><p>الآراء الواردة أدناه لا تعبر عن رأي الموقع</p></article>`,
      ),
    );
    expect(article?.text).toBe(PARAGRAPHS.join('\n\n'));
  });

  test('near miss: a paragraph that speaks of privacy, or begins with words of the furniture', async () => {
    const speech =
      'قال المحامي إن سياسة الخصوصية التي نشرتها الشركة تخالف القانون، وأضاف أن موكله سيرفع دعوى أمام المحكمة المختصة قبل نهاية الشهر الجاري.';
    const tags =
      'مشاركة الصيادين في الافتتاح كانت لافتة، وقال أحدهم إنه انتظر هذا اليوم طويلا وإن العمل سيعود إلى المرفأ كما كان قبل الحرب.';
    const article = await extractArticle(page('', `<article><p>${tags}</p><p>${speech}</p>${body}</article>`));
    expect(article?.text).toBe([tags, speech, ...PARAGRAPHS].join('\n\n'));
  });

  test('a page without a body, or with a short text only', async () => {
    expect((await extractArticle('<p>قال الوزير نعم.</p>'))?.text).toBe('قال الوزير نعم.');
    expect(
      (await extractArticle('<html><head><title>عنوان الخبر</title></head><p>قال الوزير نعم.</p></html>'))?.text,
    ).toBe('عنوان الخبر\n\nقال الوزير نعم.');
    expect(await extractArticle('<html><body><script>1</script></body></html>')).toBeNull();
  });

  test.each([
    ['broken JSON-LD', '<script type="application/ld+json">{"@type": "NewsArticle", </script>'],
    ['JSON-LD that is null', '<script type="application/ld+json">null</script>'],
    [
      'empty metadata',
      '<meta property="og:title" content=""><meta property="article:published_time" content="قريبا"><meta name="author" content="https://example.org/u/5">',
    ],
  ])('%s does no harm', async (_, head) => {
    const article = await extractArticle(page(head, `<article><h1>${TITLE}</h1>${body}</article>`));
    expect(article).toMatchObject({ title: TITLE, published: null, byline: null });
  });
});

describe('headline', () => {
  const title = async (head: string, content: string) => (await extractArticle(page(head, `${content}${body}`)))?.title;
  test.each([
    ['the site name goes after a bar', `<title>${TITLE} | صوت المدينة</title>`, '', TITLE],
    [
      'and where the outlet is known',
      `<title>${TITLE} - صوت المدينة</title><meta property="og:site_name" content="صوت المدينة">`,
      '',
      TITLE,
    ],
    [
      'near miss: a dash inside the headline stays',
      `<title>مفاوضات السوق - جولة ثالثة بلا نتائج</title>`,
      '',
      'مفاوضات السوق - جولة ثالثة بلا نتائج',
    ],
    [
      'the h1 that the title repeats, not the logo',
      `<title>${TITLE} - موقع</title>`,
      `<h1>صوت المدينة</h1><h1>${TITLE}</h1>`,
      TITLE,
    ],
    ['the h1, where there is no title', '', `<h1>${TITLE}</h1>`, TITLE],
  ])('%s', async (_, head, content, expected) => expect(await title(head, content)).toBe(expected));
});

test.each([
  ['بقلم: سلمى النجار', 'سلمى النجار'],
  ['كتبت - سلمى النجار', 'سلمى النجار'],
  ['سلمى النجار | صوت المدينة', 'سلمى النجار'],
  ['https://example.org/author/5', null],
  ['admin', null],
  ['', null],
])('byline %s -> %s', (value, expected) => expect(tidyByline(value)).toBe(expected));

test.each([
  ['2019-02-08', '2019-02-08'],
  ['2019-02-08T00:00:00+01:00', '2019-02-08T00:00:00+01:00'],
  ['2019-02-08T10:20:30.123Z', '2019-02-08T10:20:30Z'],
  ['2019-02-08 10:20:30 +0100', '2019-02-08T10:20:30+01:00'],
  ['2019/2/8 14:05', '2019-02-08T14:05'],
  ['08/02/2019', '2019-02-08'],
  ['٨-٢-٢٠١٩', '2019-02-08'],
  ['Fri, 08 Feb 2019 10:00:00 +0100', '2019-02-08T09:00:00Z'],
  ['February 8, 2019', '2019-02-08'],
  ['1549580400', '2019-02-07T23:00:00Z'],
  ['1549580400000', '2019-02-07T23:00:00Z'],
  ['الجمعة 8 فيفري 2019', '2019-02-08'],
  ['الأحد، 04 آب/أغسطس 2013', '2013-08-04'],
  ['11 أكتوبر/تشرين الأول 2017', '2017-10-11'],
  ['٣ كانون الثاني ٢٠٢٠', '2020-01-03'],
  ['12 غشت 2021', '2021-08-12'],
  ['2019-13-08', null],
  ['45/02/2019', null],
  ['قريبا', null],
  ['12345', null],
  ['', null],
  [null, null],
])('the date %s -> %s', (value, expected) => expect(isoDate(value)).toBe(expected));

test('the charset of a page in Windows-1256 and ISO-8859-6', async () => {
  for (const charset of ['windows-1256', 'iso-8859-6']) {
    const source = pages['Open Graph'].replace('charset="utf-8"', `charset="${charset}"`).replace(/[«»]/g, '"');
    const bytes = oneByte(source, charset);
    expect(declaredCharset(bytes)).toBe(charset);
    const root = folder({ 'a.html': bytes });
    const [item] = await itemsOf({ paths: [root] });
    expect(item).toMatchObject({ ok: true, document: { encoding: charset, title: TITLE, byline: 'سلمى النجار' } });
  }
});

describe('real pages and articles in old encodings', () => {
  const real = new URL('../../../shared/data/encodings/', import.meta.url).pathname;
  const there = existsSync(real);
  if (!there) console.warn('skipped: ../shared/data/encodings is not here');

  test.skipIf(!there)('two news pages: headline, date, outlet, author; no menu', async () => {
    const items = await itemsOf({ paths: [`${real}html`] });
    expect(items).toMatchObject([
      { document: { format: 'html', encoding: 'utf-8', published: '2013-08-04', outlet: 'CNNArabic' } },
      {
        document: {
          published: '2019-02-08T00:00:00+01:00',
          outlet: 'Assabah News',
          byline: expect.stringMatching(/^\S+ \S+$/),
        },
      },
    ]);
    for (const item of items) {
      if (!item.ok) throw new Error(item.problem.message);
      const { text, title } = item.document;
      expect(title).not.toMatch(/CNN|Assabah|\|/);
      expect(text.startsWith(`${title}\n\n`)).toBe(true);
      expect(text.length).toBeGreaterThan(1500);
      // Menus, notices, search forms, weather, entities, scripts.
      expect(text).not.toMatch(/^الرئيسية|سياسة الخصوصية|استمارة|الأحوال الجوية|التعليقات|&[a-z]+;|function|https?:/m);
      expect(text).toMatch(/[.!؟"”»]$/);
    }
  });

  test.skipIf(!there)('Windows-1256 articles end without their NUL and hold only what Arabic news holds', async () => {
    const items = await itemsOf({ paths: [`${real}windows-1256`] });
    expect(items).toHaveLength(readdirSync(`${real}windows-1256`).length);
    for (const item of items) {
      if (!item.ok) throw new Error(item.problem.message);
      const { text, encoding, warnings } = item.document;
      expect(encoding).toBe('windows-1256');
      expect(warnings).toEqual([]);
      expect(text).not.toMatch(/[\0\uFFFD\u0080-\u009F]/);
      expect(text).toMatch(/(?:^|\s)(?:في|من|على)\s/);
    }
  });

  test.skipIf(!there)('small files in ISO-8859-6 and Windows-1256', async () => {
    const items = await itemsOf({ paths: [`${real}other`] });
    const encodings = items.map((item) => (item.ok ? item.document.encoding : item.problem.code));
    expect(encodings).toEqual(['iso-8859-6', 'windows-1256', 'windows-1256', 'utf-8', 'iso-8859-6', 'windows-1256']);
  });
});
