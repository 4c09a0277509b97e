import type { CueReading } from '../../lexicon/index.ts';
import { type Context, complementiser, isColon, isComma, readings } from '../context.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';

/** A reporting word in its place. */
export interface CueSite {
  token: number;
  reading: CueReading;
  /** Verb that takes a subject, participle of state (`مؤكداً`), or noun (`قوله`, `تصريحات`). */
  role: 'verb' | 'participle' | 'noun';
  /** `لم يقل`, `دون أن يكشف`. */
  negated: boolean;
  /** `الذي قال`, `التي أكدت`. */
  relative: boolean;
}

/** All reporting words of the article in the order of the text. */
export function findCues(context: Context): CueSite[] {
  const sites: CueSite[] = [];
  for (const token of context.tokens) {
    if (token.kind !== 'word') continue;
    const mention = context.mentionAt[token.index];
    if (mention && !(mention.last - mention.first === 1 && mention.type === 'MISC')) continue;
    const site = cueAt(context, token.index);
    if (site) sites.push(site);
  }
  return sites;
}

function cueAt(context: Context, index: number): CueSite | null {
  const { tokens } = context;
  const token = tokens[index]!;
  const found = readings(context, token);
  if (!found.length) return null;
  if (isWordAfterConjunction('never', token.key) || isWordAfterConjunction('governor', token.key)) return null;
  const next = tokens[index + 1];
  if (
    isWordAfterConjunction('homograph', token.key) &&
    !(
      opensClause(context, index) ||
      isColon(next) ||
      next?.kind === 'quote' ||
      clarifies(context, index) ||
      orders(context, index)
    ) &&
    !governs(
      token.key,
      next?.key ?? '',
      isComma(tokens[index - 1]) || tokens[index - 1]?.kind === 'quote',
      startsClause(context, index),
    )
  )
    return null;
  const before = tokens[index - 1];
  const beforeKey = before?.key ?? '';
  const negated = isNegated(context, index);
  const relative = (isWord('relative', beforeKey) && beforeKey !== 'من') || beforeKey === 'ما';
  const make = (reading: CueReading, role: CueSite['role']): CueSite => ({
    token: index,
    reading,
    role,
    negated,
    relative,
  });
  const finite = found.filter(
    ({ form, definite }) =>
      !definite && (form.kind === 'perfect' || form.kind === 'imperfect' || form.kind === 'passive'),
  );
  const participles = found.filter(({ form, definite }) => !definite && form.kind === 'participle');
  const nouns = found.filter(({ form }) => form.kind === 'masdar' || form.kind === 'noun');
  // مؤكداً, مؤكدةً, لافتين: the accusative or feminine of state; a bare form only where an opening follows at once.
  const state = participles.find(
    ({ form, suffix, proclitic }) =>
      !suffix && /^[وف]?$/.test(proclitic) && (form.case === 'acc' || form.gender === 'f'),
  );
  if (state && !/^ال/.test(beforeKey) && !relative) return make(state, 'participle');
  const bare = participles.find(({ suffix, proclitic }) => !suffix && /^[وف]?$/.test(proclitic));
  if (finite.length) {
    const verb = chooseVerb(finite, before, opensClause(context, index) || next?.key === 'عن' || isColon(next));
    // `بيان نشرته الصحيفة`, `تصريح نقله الموقع`: about the medium
    if (verb?.suffix && RELAY_VERBS.test(verb.form.lemma.lemma)) return null;
    // `أضافت وهي تضحك أن`: how she said it
    if (verb && verb.form.lemma.strength === 'weak' && /^وه[ويم]$/.test(beforeKey)) return null;
    // مما يؤكد أن, ما يعني أن: the facts say it
    if (verb && /^(?:مما|بما|وهوما)$/.test(beforeKey)) return null;
    const attributed = /^[وف]?(?:وفق|ب?حسب|علي)$/.test(tokens[index - 2]?.key ?? '');
    if (verb && beforeKey === 'ما' && !attributed && EVIDENTIAL.test(verb.form.lemma.lemma)) return null;
    if (verb) return make(verb, 'verb');
  }
  if (bare && opensClause(context, index)) return make(bare, 'participle');
  const noun = nouns.find(({ suffix }) => suffix) ?? nouns[0];
  if (noun && nounOpens(context, index, noun)) return make(noun, 'noun');
  if (bare && (isColon(next) || next?.kind === 'quote')) return make(bare, 'participle');
  return null;
}

/** `أضاف` before `و`-subjects: the active before the passive, the third person before the first. */
function chooseVerb(
  finite: readonly CueReading[],
  before: { key: string } | undefined,
  passive: boolean,
): CueReading | null {
  const usable = finite.filter(
    ({ form, suffix }) =>
      form.person === 3 &&
      !(form.number === 'pl' && form.gender === 'f') &&
      suffix !== 'ك' &&
      (suffix !== 'نا' || /^(?:أخبر|أبلغ|حدث|أعلم)$/.test(form.lemma.lemma)) &&
      suffix !== 'كم' &&
      (form.mood !== 'jussive' || (before !== undefined && isWordAfterConjunction('negation', before.key))),
  );
  return usable.find(({ form }) => form.kind !== 'passive') ?? (passive ? (usable[0] ?? null) : null);
}

/** `قوله إن`, `بالقول: «…»`, `تصريحات الوزير بأن`, `تأكيده أن`: nouns report only where their content follows close by. */
function nounOpens(context: Context, index: number, reading: CueReading): boolean {
  const { tokens } = context;
  const next = tokens[index + 1];
  const saying = /^(?:قال|قول)/.test(reading.form.lemma.lemma);
  if (!saying && reading.proclitic.includes('ل')) return false;
  // `أكد في تغريدته أن`: the medium
  if (isWord('medium', tokens[index]!.key) && /^(?:في|خلال|عبر|علي)$/.test(tokens[index - 1]?.key ?? '')) return false;
  // `أورد التقرير أن`: a document that is the verb's subject
  if (reading.definite && !saying && !/^(?:بال|وبال|ال)/.test(tokens[index]!.key)) return false;
  if (reading.definite && reading.form.kind === 'noun') return false;
  if (
    reading.definite &&
    reading.proclitic === '' &&
    !/^(?:علي|الي|في|ب)$/.test(tokens[index - 1]?.key ?? '') &&
    !saying &&
    index > 0 &&
    readings(context, tokens[index - 1]).some(({ form }) => form.kind === 'perfect')
  )
    return false;
  if (opensClause(context, index))
    return reading.suffix !== '' || reading.definite || saying || !isWord('governor', tokens[index]!.key);
  if (isColon(next) || next?.kind === 'quote') return saying && (reading.suffix !== '' || reading.definite);
  if (saying && reading.suffix) return true;
  if (reading.suffix || reading.definite) return false;
  for (let i = index + 1; i <= index + 6 && tokens[i]; i++) {
    const comp = complementiser(tokens[i]);
    if (comp) return comp.bi || (context.mentionAt[i - 1] !== undefined && !comp.conjunction);
    if (isComma(tokens[i]) || isColon(tokens[i]) || tokens[i]!.form === '.') return false;
  }
  return false;
}

/** Verbs of which a fact can be the subject: `ما يؤكد أن`, `الأزمة أظهرت أن`. */
export const EVIDENTIAL = /^(?:أكد|نفى|أظهر|كشف|دل|أوضح|وضح|بين|أشار|أثبت|هدد|عنى|برهن|أبرز)$/;

const RELAY_VERBS = /^(?:نقل|نشر|بث|بث|أذاع|أورد|تناقل|وزع|أصدر|عرض|تداول)$/;

/** A verb can stand here: after a stop, comma, conjunction or auxiliary, with و in front, or after a name; not in a genitive (`عملية نقل`). */
function startsClause(context: Context, index: number): boolean {
  const before = context.tokens[index - 1];
  if (!before || before.kind === 'punctuation' || before.kind === 'quote' || /^[وف]/.test(context.tokens[index]!.key))
    return true;
  if (context.mentionAt[index - 1] || /^ال/.test(before.key)) return true;
  return (
    isWordAfterConjunction('auxiliary', before.key) ||
    isWordAfterConjunction('conjunction', before.key) ||
    isWordAfterConjunction('relative', before.key) ||
    isWordAfterConjunction('negation', before.key) ||
    context.sentenceOf[index] !== context.sentenceOf[index - 1]
  );
}

/** `أمر رئيس الوزراء بالتحقيق`: the verb where a person or office follows, not the noun (`وهو أمر مشروع`). */
function orders(context: Context, index: number): boolean {
  const { tokens, lexicon } = context;
  if (!/^[وف]?(?:امر|امرت|وجه|وجهت)$/.test(tokens[index]!.key) || !startsClause(context, index)) return false;
  return context.mentionAt[index + 1]?.type === 'PER' || lexicon.match('role', tokens, index + 1) !== null;
}

/** `وبيّن الفضلي أن`: بين is the verb where a complementiser follows its subject, and no second member of "between". */
function clarifies(context: Context, index: number): boolean {
  const { tokens } = context;
  if (!/^[وف]?بين$/.test(tokens[index]!.key)) return false;
  if (context.index.text.slice(tokens[index]!.start, tokens[index]!.end).includes('\u064A\u0651')) return true;
  if (tokens[index]!.key === 'بين' && !/^(?:انه|قد|كما)$/.test(tokens[index - 1]?.key ?? '')) return false;
  if (tokens[index + 1]?.key === 'من') return false;
  for (let i = index + 1; i <= index + 8 && tokens[i]; i++) {
    if (complementiser(tokens[i])) return !complementiser(tokens[i])!.conjunction;
    if (/^و/.test(tokens[i]!.key) || tokens[i]!.kind === 'punctuation') return false;
  }
  return false;
}

/** `عبر عن`, `رد على … بأن`, `وصف … بأنه`: the homograph with the preposition that it governs as a verb. */
function governs(key: string, next: string, after: boolean, starts: boolean): boolean {
  // `، داعيةً إلى`
  if (/^داعي?[هة]$/.test(key)) return after && next === 'الي';
  const bare = /^(?:وجد|وجدت|وصف|وصفت|وعد)/.test(key) ? key : key.replace(/^[وف](?=.{3})/, '');
  return (
    (bare === 'عبر' && /^عن/.test(next)) ||
    (starts &&
      /^(?:وصف|رفض|رفضت|نقل|سال|كتب|نشر|علمت|سجل|رد|وعد|نص|اعلان|توصل|توصلت|لاحظ|حكم|شهد|اظهر|اظهرت|وجد|وجدت)$/.test(
        bare,
      ))
  );
}

/** A complementiser, alone or after its preposition, follows at once: `مشيرا إلى أن`. */
export function opensClause(context: Context, index: number): boolean {
  const { tokens } = context;
  if (complementiser(tokens[index + 1])) return true;
  const key = tokens[index + 1]?.key ?? '';
  return (key === 'الي' || key === 'علي' || key === 'من' || key === 'عن') && complementiser(tokens[index + 2]) !== null;
}

function isNegated(context: Context, index: number): boolean {
  const one = context.tokens[index - 1];
  const two = context.tokens[index - 2];
  if (!one) return false;
  if (isWordAfterConjunction('negation', one.key) && one.key !== 'ما' && one.key !== 'غير') return true;
  // لم تكن تتوقع
  if (/^(?:يكن|تكن|يكونوا|يعد|تعد)$/.test(one.key) && two !== undefined && isWordAfterConjunction('negation', two.key))
    return true;
  return one.key === 'ان' && two !== undefined && (two.key === 'دون' || two.key === 'بدون') && !isComma(one);
}
