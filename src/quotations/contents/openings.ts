import type { Frame } from '../../lexicon/index.ts';
import type { MarkPair } from '../../text/index.ts';
import {
  type Context,
  complementiser,
  countWords,
  isColon,
  isComma,
  isDash,
  isStop,
  isWordLike,
  pairEnd,
  sentenceAt,
} from '../context.ts';
import type { CueSite } from '../cues/index.ts';
import { isDefinite, isTitle } from '../sources/noun-phrases.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';

/** Where the content of a cue begins. */
export interface Opening {
  rule: string;
  kind: 'clause' | 'mark' | 'colon' | 'nominal';
  /** The tokens between the cue and the complementiser, colon or mark: subject and adjuncts. */
  gapEnd: number;
  /** First token of the content (a mark, where the content stands in marks). */
  content: number;
  pair?: MarkPair;
  /** Words that led there, for `--explain`. */
  at: number;
}

const PREPOSITION_FRAME: Record<string, Frame> = { الي: 'ila', علي: 'ala', من: 'min', عن: 'an' };

/** How many tokens may stand between a reporting word and its content. */
const REACH = { strong: 70, weak: 28 };
/** A weak verb (`وجد`, `فضّل`) claims a clause only near by: nothing but its subject stands between. */
const REACH_WEAK_CLAUSE = 9;
const REACH_WEAK_PREPOSITION = 16;
const REACH_NOUN = 10;
const REACH_PARTICIPLE = 22;

/** Cue sites by token, to see where another reporting word begins. */
export type CueIndex = ReadonlyMap<number, CueSite>;

/**
 * Finds where the content of `cue` begins: the first complementiser, colon or speaking pair of marks after it that no other
 * reporting word claims; else a noun phrase that the verb governs (`أعلن عن`, `توعد بـ`, `نفى وجود`). Null where it has no content.
 */
export function openContent(
  context: Context,
  cue: CueSite,
  cues: CueIndex,
  phraseEnd: ReadonlyMap<number, number> = new Map(),
): Opening | null {
  const { tokens } = context;
  const { frames, strength } = cue.reading.form.lemma;
  const takes = (frame: Frame): boolean => frames.includes(frame);
  const sentence = sentenceAt(context, cue.token);
  const enclosing = context.insideOf[cue.token];
  let limit = sentence.last;
  if (enclosing) limit = Math.min(limit, pairEnd(enclosing, tokens));
  const reach = cue.role === 'noun' ? REACH_NOUN : cue.role === 'participle' ? REACH_PARTICIPLE : REACH[strength];
  const last = Math.min(limit, cue.token + 1 + reach);
  let nominal: Opening | null = null;
  let nouns = 0;
  for (let i = cue.token + 1; i < last; i++) {
    const token = tokens[i]!;
    const before = tokens[i - 1]!;
    if (isStop(token)) break;
    const phrase = phraseEnd.get(i);
    if (phrase !== undefined) {
      // `قال الوزير، حسب ما نقلت عنه الوكالة، إن`
      i = phrase - 1;
      continue;
    }
    const comp = context.mentionAt[i] || before.key === 'سي' ? null : complementiser(token);
    // `القضايا التي تطرحها أن`, `يتبع …، إنه`: another clause
    if (comp && cue.reading.suffix && cue.role === 'verb' && !comp.bi && !TELLS.test(cue.reading.form.lemma.lemma))
      break;
    if (comp && strength === 'weak' && isComma(before) && i - cue.token > 2) break;
    const reached =
      PREPOSITION_FRAME[before.key] && takes(PREPOSITION_FRAME[before.key]!)
        ? REACH_WEAK_PREPOSITION
        : REACH_WEAK_CLAUSE;
    if (comp && strength === 'weak' && i - cue.token > reached && !comp.inna) break;
    if (comp) {
      const opened = clauseOpening(context, cue, i, comp.bi, takes);
      if (opened) return opened;
      // `لن`, `بعد أن`: somebody else's clause; what follows it is no longer the gap.
      if (comp.conjunction) break;
      if (!isWord('governor', before.key) && !isWordAfterConjunction('governor', before.key)) break;
      continue;
    }
    if (token.key === 'لقد' && takes('direct') && strength === 'strong' && i > cue.token) {
      return { rule: 'clause/plain', kind: 'clause', gapEnd: i, content: i, at: i };
    }
    if (isWord('question', token.key) && (takes('anna') || takes('direct') || takes('acc')) && i > cue.token) {
      if (complementiser(tokens[cue.token - 1])) break;
      return { rule: 'clause/question', kind: 'clause', gapEnd: i, content: i, at: i };
    }
    if (token.key === 'ما' && tokens[i + 1]?.key === 'اذا' && i > cue.token) {
      return { rule: 'clause/whether', kind: 'clause', gapEnd: i, content: i, at: i };
    }
    if (isColon(token)) {
      if (cue.role === 'verb' && cue.reading.suffix && !TELLS.test(cue.reading.form.lemma.lemma)) break;
      if (cue.role === 'noun' && i - cue.token > 6) break;
      // `اتفقا على الآليات التالية: 1- …`: a list
      if (/^(?:ال)?(?:تالي|تاليه|اتي|اتيه)$/.test(before.key)) break;
      const opened = afterColon(context, i);
      if (opened?.kind === 'colon' && strength === 'weak' && (!takes('direct') || i - cue.token > 4)) break;
      return opened;
    }
    const pair = context.pairOpenedAt.get(i);
    if (pair) {
      const opened = markOpening(context, cue, i, pair, last, takes, cues);
      if (opened) return opened;
      i = pair.close === null ? i : pair.close;
      continue;
    }
    if (token.form === '(') {
      const close = closingBracket(context, i, last);
      if (close > 0) {
        i = close;
        continue;
      }
    }
    const other = cues.get(i);
    if (other && i > cue.token) {
      if (other.relative && other.role === 'verb') {
        // `الوزير الذي أكد أن`: the inner verb takes the next complementiser; ours comes after it, if at all.
        if (opensNear(context, i)) break;
        continue;
      }
      if (other.role === 'participle' && cue.role === 'verb' && i - cue.token <= 12 && !opensNear(context, i)) continue;
      // `في تسجيل بثه موقع «…»`: a verb about the medium
      if (other.role === 'verb' && other.reading.suffix && !opensNear(context, i)) continue;
      if (other.role === 'verb' || other.role === 'participle') break;
      if (other.role === 'noun' && other.reading.suffix && opensNear(context, i)) break;
      if (other.role === 'noun' && other.reading.proclitic.includes('ب') && i === cue.token + 1) break;
    }
    if (isBreaker(context, i) && i > cue.token + 1) break;
    nominal ??= nominalOpening(context, cue, i, nouns, takes);
    if (isWordLike(token)) nouns++;
  }
  if (!nominal && cue.role === 'verb') return colonNextParagraph(context, cue, last);
  return nominal;
}

/** Whether a complementiser, colon or mark stands right after the token or after its preposition. */
function opensNear(context: Context, i: number): boolean {
  const { tokens } = context;
  for (let k = i + 1; k <= i + 3; k++)
    if (complementiser(tokens[k]) || isColon(tokens[k]) || tokens[k]?.kind === 'quote') return true;
  return false;
}

function closingBracket(context: Context, from: number, last: number): number {
  for (let i = from + 1; i < Math.min(last, from + 25); i++) if (context.tokens[i]!.form === ')') return i;
  return -1;
}

const BREAKERS = new Set([
  'لكن',
  'لكنه',
  'لكنها',
  'فيما',
  'بينما',
  'لان',
  'لانه',
  'لانها',
  'اذ',
  'مما',
  'لكي',
  'بل',
  'ثم',
]);
function isBreaker(context: Context, i: number): boolean {
  const key = context.tokens[i]!.key;
  return BREAKERS.has(key) || (key[0] === 'و' && BREAKERS.has(key.slice(1)));
}

/** `إن`, `أن`, `بأن`, `إلى أن`, `على أن`, `من أن`, `عن أنّ`: the rule of the complementiser. */
function clauseOpening(
  context: Context,
  cue: CueSite,
  i: number,
  bi: boolean,
  takes: (frame: Frame) => boolean,
): Opening | null {
  const { tokens } = context;
  const token = tokens[i]!;
  const before = tokens[i - 1]!;
  const comp = complementiser(token)!;
  if (comp.conjunction) return null;
  const frame = PREPOSITION_FRAME[before.key];
  const direct = i === cue.token + 1;
  if (frame && !bi) {
    if (!takes(frame) && !(frame === 'ila' && direct)) return null;
    const open: Opening = { rule: `clause/${frame}`, kind: 'clause', gapEnd: i - 1, content: i + 1, at: i };
    return afterComplementiser(context, open);
  }
  const inna = comp.inna && (takes('inna') || takes('anna') || takes('direct'));
  if (!direct && !bi && !inna && (isWord('governor', before.key) || isWordAfterConjunction('governor', before.key)))
    return null;
  if (!takes('anna') && !takes('inna') && !takes('an_sub') && !takes('direct') && !(bi && takes('bi'))) return null;
  if (
    cue.role === 'noun' &&
    i - cue.token > 1 &&
    !/^(?:قول|تصريح|تاكيد|اعلان)/.test(cue.reading.form.lemma.lemma) &&
    i - cue.token > 8
  )
    return null;
  const rule = inna ? 'clause/inna' : bi ? 'clause/bi-anna' : 'clause/anna';
  return afterComplementiser(context, { rule, kind: 'clause', gapEnd: i, content: i + 1, at: i });
}

/** `أن: «…»`, `إن: …`: a colon after the complementiser belongs to the opening; a comma too. */
function afterComplementiser(context: Context, opening: Opening): Opening {
  const { tokens } = context;
  let content = opening.content;
  while (isColon(tokens[content]) || isComma(tokens[content])) content++;
  const pair = context.pairOpenedAt.get(content);
  return pair ? { ...opening, content, pair } : { ...opening, content };
}

/** `قال: «…»`, `وأضاف: إن …`, `فقال: علينا أن …`. */
function afterColon(context: Context, colon: number): Opening | null {
  const { tokens } = context;
  let i = colon + 1;
  while (isDash(tokens[i]) || isColon(tokens[i]) || tokens[i]?.form === '.' || tokens[i]?.form === '..') i++;
  if (!tokens[i]) return null;
  const pair = context.pairOpenedAt.get(i);
  if (pair) return { rule: 'colon/mark', kind: 'mark', gapEnd: colon, content: i, pair, at: colon };
  if (context.paragraphOf[i] !== context.paragraphOf[colon]) return null;
  const comp = complementiser(tokens[i]);
  if (comp && !comp.conjunction) {
    return afterComplementiser(context, {
      rule: 'colon/clause',
      kind: 'clause',
      gapEnd: colon,
      content: i + 1,
      at: colon,
    });
  }
  return { rule: 'colon/plain', kind: 'colon', gapEnd: colon, content: i, at: colon };
}

/** `وقال:` at a paragraph's end, the quotation in marks in the next. */
function colonNextParagraph(context: Context, cue: CueSite, last: number): Opening | null {
  const { tokens } = context;
  const sentence = sentenceAt(context, cue.token);
  if (sentence.last > last || !isColon(tokens[sentence.last - 1])) return null;
  return afterColon(context, sentence.last - 1);
}

/** Words that name something in marks: `صحيفة «…»`, `تنظيم "…"`. */
const NAMING = new Set(
  'صحيفه جريده قناه وكاله موقع مجله تنظيم حركه حزب جماعه عمليه برنامج فيلم كتاب روايه مسلسل شركه مؤسسه منظمه مشروع مبادره حمله شعار عنوان بعنوان لقب اسم باسم كلمه عباره تيار فصيل فصائل جبهه جيش قوات هيئه نادي فريق منصه تطبيق شبكه اذاعه مسرحيه اغنيه قصيده ملف قضيه ظاهره فندق مطعم مدرسه جامعه مركز وسم هاشتاغ كتيبه لواء سرايا حساب صفحه راديو تلفزيون معركه درع'.split(
    ' ',
  ),
);
const MARK_CLITICS = new Set(['ب', 'ل', 'ك', 'و', 'ف', 'ال', 'بال', 'لل', 'وال', 'بـ', 'لـ', 'كـ', 'ول', 'وب']);

/** A pair of marks in the gap: the content, or a name inside the subject or an adjunct. */
function markOpening(
  context: Context,
  cue: CueSite,
  i: number,
  pair: MarkPair,
  last: number,
  takes: (frame: Frame) => boolean,
  cues: CueIndex,
): Opening | null {
  const { tokens } = context;
  const end = pairEnd(pair, tokens);
  const words = countWords(tokens, i + 1, end);
  if (words === 0) return null;
  const before = tokens[i - 1]!;
  const clitic = !tokens[i]!.spaced && MARK_CLITICS.has(before.key);
  const opening = (rule: string): Opening => ({ rule, kind: 'mark', gapEnd: i, content: i, pair, at: i });
  if (clitic) {
    if (before.key.endsWith('ب') && (takes('bi') || words >= 5)) {
      return { rule: 'mark/bi', kind: 'mark', gapEnd: i - 1, content: i, pair, at: i };
    }
    return null;
  }
  if (PREPOSITION_FRAME[before.key]) {
    const frame = PREPOSITION_FRAME[before.key]!;
    if (takes(frame) && (words >= 2 || i === cue.token + 2) && !context.mentionAt[i + 1])
      return { ...opening(`mark/${frame}`), gapEnd: i - 1 };
    if (words < 8) return null;
  }
  if (before.key === 'في' || before.key === 'مع' || before.key === 'لدي' || before.key === 'باسم') return null;
  if (NAMING.has(before.key.replace(/^(?:و?ال|و|ب|ل|لل)/, '')) && words < 8) return null;
  const adjacent = i === cue.token + 1;
  if (!takes('direct') && (cue.reading.form.lemma.strength === 'weak' || (!takes('anna') && !takes('inna'))))
    return null;
  const weak = cue.reading.form.lemma.strength === 'weak';
  const paused = isComma(before) || isColon(before);
  if (words >= 6 && (adjacent || !weak || i - cue.token <= (paused ? 25 : 9)))
    return opening(adjacent ? 'mark/adjacent' : 'mark/subject');
  if (!adjacent && weak) return null;
  // A short pair: a name where the opening is still to come.
  for (let k = end + 1; k < Math.min(last, end + 30); k++) {
    const token = tokens[k]!;
    if (isStop(token)) break;
    if (cues.has(k) && cues.get(k)!.role !== 'noun') break;
    if (isColon(token)) return null;
    const comp = complementiser(token);
    if (comp && !comp.conjunction && !isWord('governor', tokens[k - 1]!.key)) return null;
    const later = context.pairOpenedAt.get(k);
    if (later && countWords(tokens, k + 1, pairEnd(later, tokens)) >= 5) return null;
  }
  const after = tokens[end + 1];
  const closed = after === undefined || isStop(after) || isComma(after) || after.index >= sentenceAt(context, i).last;
  if (words === 1 && !adjacent && !isComma(before)) return null;
  if (i - cue.token > 8) return null;
  if (context.mentionAt[i + 1] && context.mentionAt[end - 1] === context.mentionAt[i + 1]) return null;
  return closed || (adjacent && words >= 4) ? opening(adjacent ? 'mark/adjacent' : 'mark/subject') : null;
}

const NOT_MASDAR = new Set(
  'سموه معاليه سعادته فضيلته جلالته فخامته سيادته سماحته نفسه نفسها ذاته ذاتها امس اليوم ايضا كذلك قد لم لا هذا هذه ذلك تلك هو هي هم كل بعض قائلا حتي انه'.split(
    ' ',
  ),
);

/** `أعلن عن اتفاق`, `توعد بدحر`, `أشار إلى مقتل`, `نفى وجود`: a noun phrase that the verb governs. */
function nominalOpening(
  context: Context,
  cue: CueSite,
  i: number,
  nouns: number,
  takes: (frame: Frame) => boolean,
): Opening | null {
  const { tokens } = context;
  const token = tokens[i]!;
  if (cue.negated || cue.role === 'noun' || !reportsNouns(cue)) return null;
  if (token.kind !== 'word' || i - cue.token > 12) return null;
  if (cue.reading.suffix && !TELLS.test(cue.reading.form.lemma.lemma)) return null;
  const nominal = (rule: string, gapEnd: number, content: number): Opening | null =>
    isWordLike(tokens[content]) || tokens[content]?.kind === 'quote'
      ? { rule, kind: 'nominal', gapEnd, content, at: i }
      : null;
  // `نقل المريض`, `يُعتبر أحد`: acts and names
  const { lemma, kind } = cue.reading.form;
  const acts = /^(?:نقل|اعتبر|عد|كرر|رحب)$/.test(lemma.lemma) && (kind !== 'perfect' || lemma.lemma === 'نقل');
  if (cue.role === 'participle' && cue.reading.form.number === 'pl' && !isComma(tokens[cue.token - 1])) return null;
  if (token.key === 'ب' && takes('bi') && i > cue.token) return nominal('nominal/bi', i, i + 1);
  // `نفت الوزارة ما نشرته صفحات`
  if (takes('acc') && !acts && token.key === 'ما' && tokens[i + 1]?.kind === 'word' && lemma.stance === 'deny')
    return nominal('nominal/acc', i, i);
  const frame = PREPOSITION_FRAME[token.key];
  if (frame && takes(frame) && !context.mentionAt[i]) {
    if (context.mentionAt[i + 1]?.type === 'LOC' && frame !== 'an') return null;
    return nominal(`nominal/${frame}`, i, i + 1);
  }
  if (
    takes('bi') &&
    token.key.length >= 4 &&
    token.key[0] === 'ب' &&
    !context.mentionAt[i] &&
    !isWord('adjunct', token.key)
  ) {
    return nominal('nominal/bi', i, i);
  }
  if (
    takes('acc') &&
    !acts &&
    cue.role === 'participle' &&
    nouns === 0 &&
    token.key.length >= 3 &&
    !NOT_MASDAR.has(token.key) &&
    !isWordAfterConjunction('adjunct', token.key) &&
    !cue.reading.suffix
  ) {
    if (context.mentionAt[i]?.type === 'PER') return null;
    return nominal('nominal/acc', i, i);
  }
  if (
    takes('acc') &&
    !acts &&
    cue.role === 'verb' &&
    !cue.reading.suffix &&
    !context.mentionAt[i] &&
    isStatement(token)
  ) {
    // not the genitive of a title (`وزير دعم الأسرة`) nor after a preposition
    const previous = tokens[i - 1]!;
    const genitive = i > cue.token + 1 && isTitle(context, previous.key) && !isDefinite(previous.key);
    if (!genitive && !PREPOSITION_FRAME[previous.key] && previous.key !== 'في' && previous.key !== 'باسم')
      return nominal('nominal/acc', i, i);
  }
  return null;
}

const NOUN_STANCES = new Set([
  'deny',
  'accuse',
  'promise',
  'demand',
  'threaten',
  'warn',
  'praise',
  'criticise',
  'reveal',
  'announce',
]);

/** Verbs whose noun phrase is somebody's words (`نفى وجود`, `توعد بـ`, `كشف عن`); of `قدّم عرضاً`, `يُعرف بـ` it is not. */
function reportsNouns({ reading }: CueSite): boolean {
  const { strength, stance } = reading.form.lemma;
  return strength === 'strong' || NOUN_STANCES.has(stance);
}

/** Verbs that take whom they tell as an object: `أبلغه أن`; of others a pronoun is what is said. */
const TELLS =
  /^(?:أبلغ|أخبر|أعلم|أقنع|ذكر|حذر|طمأن|وعد|أنبأ|نبه|أكد|وصف|اعتبر|اتهم|اتهم|سأل|أجاب|بشر|عرف|واعد|هدد|توعد|ناشد|طالب|نصح|أوصى|أمر|أشعر|صارح|شكر|رد|رجا|لام|عاتب|أفاد|بلغ)$/;

/** A noun of what is said: a masdar by its shape or one of the list (`حرص`, `وجود`, `العثور`). */
function isStatement({ key, form }: { key: string; form: string }): boolean {
  return (
    isWord('abstract', key) ||
    isWord('abstract', key.replace(/^ال/, '')) ||
    isWord('abstract', key.replace(/(?:ه|ها|هم)$/, '')) ||
    isMasdarLike(form.replace(/^ال/, ''))
  );
}

/** Shapes of masdars: تفعيل, إفعال, افتعال, استفعال, مفاعلة, or one with a pronoun (`استقالته`). */
export function isMasdarLike(form: string): boolean {
  return (
    /^(?:ت..[يو].|إ..?ا.|ا...?ا.|است.*|م.ا..ة|مقتل|وجود|وقوع|سقوط|وفاة|بدء|نبأ|خبر|فرض|رفض|دعم|قتل)(?:ه|ها|هم|ة)?$/.test(
      form,
    ) || /(?:ته|تها|تهم|ائه|ائها|ائهم)$/.test(form)
  );
}
