/** Sources without a name that point to one: `الأخير`, `الحركة` of `حركة حماس`, a headline's `خبير:` of whom the article names. */
import { bare } from '../choosing.ts';
import { isTagged, keyAt, mentionsWithin, type NameMention, sentenceAt } from '../context.ts';
import { BIT, isDocument } from '../facts.ts';
import { hasArticle, hasLi, isToThe, withArticle } from '../letters.ts';
import { kindsOfKey, NOUN, nounKinds } from '../noun-kinds.ts';
import type { Saying } from '../sayings.ts';
import { phraseEnd } from '../sources/features.ts';
import { isWord } from '../words.ts';
import type { Cast } from './cast.ts';
import { isWoman } from './genders.ts';
import { sentenceBefore } from './links.ts';
import { beforeName } from './outlets.ts';
import { loose, type Referent, rename, textOf } from './referents.ts';
import { isOneWord, type Source } from './source.ts';

/** `التقى سامي نور وزير المال خالد علي. وقال | الأخير`: whoever is named last before it; null where the source is something else, or nobody fits in its sentence and the one before. */
function latter({ context, facts, first, last }: Source, cast: Cast): Referent | null {
  const at = isTagged(context, 'anaphor', first, 'demonstrative') ? first + 1 : first;
  if (last - at !== 1 || !facts.has(at, 'definite') || !isTagged(context, 'anaphor', at, 'last')) return null;
  const isFeminine = context.tokens[at]!.key.endsWith('ه');
  let found: Referent | null = null;
  const fits = ({ type }: NameMention, one: Referent): boolean =>
    type === 'PER' ? isWoman(one) === isFeminine : isFeminine && (type === 'ORG' || type === 'LOC');
  for (let i = sentenceBefore(context, first); i < first; i++) {
    const mention = context.mentionAt[i];
    if (mention?.first !== i) continue;
    const one = cast.ofEntity(mention.entity)!;
    if (fits(mention, one)) found = one;
  }
  return found;
}

/** Tokens between `وهو` and the name. */
const TOLD_BY = 6;

/** `أحد الناجين، وهو سائق يدعى | جمال`, `شقيق المعتقل، | نادر صقر`: the name that stands in apposition to a source. */
function introduced({ context, facts, first, last, names }: Source, cast: Cast): Referent | null {
  const { tokens, mentionAt } = context;
  const [inside, ...others] = names;
  if (inside) {
    const apart =
      inside.type === 'PER' && inside.last === last && others.length === 0 && facts.has(inside.first - 1, 'comma');
    return apart && !facts.has(first, 'definite') ? cast.ofEntity(inside.entity)! : null;
  }
  if (!facts.has(last, 'comma') || !isWord('while-he', tokens[last + 1]?.key)) return null;
  let i = last + 2;
  while (!mentionAt[i] && i < last + 2 + TOLD_BY && !facts.has(i, 'comma')) i++;
  const mention = mentionAt[i];
  if (mention?.type !== 'PER') return null;
  const direct =
    i === last + 2 ||
    (facts.at(i - 1) & BIT.title && facts.has(i - 1, 'definite')) ||
    isWord('is-called', tokens[i - 1]!.key);
  return direct ? cast.ofEntity(mention.entity)! : null;
}

/** `الخباز | عادل نور`: a craft that is a surname, too, right before a full name. */
function withCraft({ context, first, names }: Source, cast: Cast): Referent | null {
  const [craft, name, ...others] = names;
  if (craft?.type !== 'PER' || name?.type !== 'PER' || others.length > 0 || name.last - name.first < 2) return null;
  const alone =
    craft.first === first &&
    craft.last === first + 1 &&
    name.first === craft.last &&
    name.start === context.tokens[name.first]!.start;
  return alone && hasArticle(context.tokens[first]!.key) ? cast.ofEntity(name.entity)! : null;
}

/** `وزير الدفاع اليوناني سامي نور … نظيره المصري خالد علي. وقال | الوزير المصري`, `قال | نظيره المصري`: the only one of that country in such an office. */
function ofCountry({ context, facts, first, last, head, names, stems }: Source, cast: Cast): Referent | null {
  if (last - first !== 2 || !facts.has(last - 1, 'definite') || names.length > 0) return null;
  const peer = isWord('peer', context.tokens[first]!.key);
  if (!peer && !(facts.has(first, 'definite') && isWord('state-office', head))) return null;
  const [office, country] = stems;
  const isOne = (told: readonly string[]): boolean =>
    told.includes(country!) && (told.includes(office!) || told.some((word) => isWord('peer', word)));
  const only = onlyHolder(cast, isOne);
  return only && only.places[0]![0] < first ? only : null;
}

/** The only person named with such an office. */
function onlyHolder(cast: Cast, isOne: (office: readonly string[]) => boolean): Referent | null {
  const able = cast.named.filter(({ type, offices }) => type === 'PER' && offices.some(isOne));
  return able.length === 1 ? able[0]! : null;
}

/** Tokens back in which a group is looked for. */
const GROUP_REACH = 250;

/** `تظاهر طلاب جامعة المرفأ. وقال | الطلاب`: the words with which the group was told. */
function groupBefore(source: Source, cast: Cast): Referent | null {
  const { context, facts, first, head: noun } = source;
  const { tokens, words } = context;
  if (!isOneWord(source)) return null;
  const number = facts.match('role', first)?.number ?? facts.match('source', first)?.number;
  if (number !== 'pl' || !(nounKinds(words[first]!) & NOUN.person) || isWord('vague', noun)) return null;
  if (cast.byWord(noun).some(({ spoke }) => spoke.length > 0)) return null;
  for (let i = first - 1; i >= Math.max(0, first - GROUP_REACH); i--) {
    if (facts.has(i, 'definite') || loose(tokens[i]!.key) !== noun) continue;
    const end = phraseEnd(context, i);
    return end > i + 1 && end <= first ? cast.described(i, end) : null;
  }
  return null;
}

/** Tokens back in which a body is looked for that goes under a name. */
const BODY_REACH = 120;

/**
 * `قاطعت حركة حماس الانتخابات. وقالت | الحركة`, `شركة «نوفا» …. وقالت | الشركة`: the only body before it whose name stands behind that noun;
 * null where there is none, or more than one.
 */
function bodyBefore(source: Source, cast: Cast): Referent | null {
  const { context, facts, first, head: noun } = source;
  const { tokens, words, mentionAt } = context;
  if (!isOneWord(source) || !(nounKinds(words[first]!) & NOUN.body)) return null;
  const hasSpoken = ({ spoke, bare: name, calledHeads }: Referent) =>
    spoke.length > 0 && (calledHeads.has(noun) || name[0] === noun);
  if (cast.byWord(noun).some(hasSpoken) || cast.named.some(({ type, spoke }) => type === 'ORG' && spoke.length > 0))
    return null;
  const found = new Set<Referent>();
  for (let i = first - 1; i >= Math.max(0, first - BODY_REACH); i--) {
    const mention = mentionAt[i];
    if (mention?.first !== i || mention.type === 'PER' || mention.type === 'LOC') continue;
    const head = beforeName(context, i);
    const isNamed =
      loose(tokens[i]!.key) === noun ||
      (head >= 0 && !facts.has(head, 'definite') && loose(tokens[head]!.key) === noun);
    if (isNamed) found.add(cast.ofEntity(mention.entity)!);
  }
  return found.size === 1 ? [...found][0]! : null;
}

/** `خبير اقتصادي: …` in a headline, `قال الخبير الاقتصادي | سامي نور` below: the only person who is told to be that; null where nobody is. */
function headlined({ context, facts, first, names, stems }: Source, cast: Cast, said: Saying): Referent | null {
  const { paragraphOf, index } = context;
  if (said.role !== 'colon' || index.paragraphs.length < 2) return null;
  if (paragraphOf[said.anchor] !== 0 || paragraphOf[first] !== 0) return null;
  const office = facts.match('role', first);
  if (!office || office.number === 'pl' || facts.has(first, 'definite') || names.length > 0) return null;
  return onlyHolder(cast, (told) => stems.every((word) => told.includes(word)));
}

/** `التقينا سامي نور. يقول | الشاب`: the only person told in the sentences right before. */
function onlyOne(source: Source, cast: Cast): Referent | null {
  const { context, first, head: noun } = source;
  if (!isOneWord(source) || !isWord('somebody-told', noun)) return null;
  if (cast.byWord(noun).some(({ spoke, entity }) => spoke.length > 0 && entity === null)) return null;
  const sentence = sentenceAt(context, first);
  const begin = context.sentences[Math.max(0, sentence.index - 2)]!.first;
  const near = new Set(
    mentionsWithin(context, begin, first)
      .filter(({ type }) => type === 'PER')
      .map(({ entity }) => entity),
  );
  if (near.size !== 1) return null;
  const one = cast.ofEntity([...near][0]!)!;
  const she = context.tokens[first]!.form.endsWith('ة') || isWord('some-woman', noun) || isWord('a-woman-of', noun);
  return she === isWoman(one) ? one : null;
}

/** `بلاغ لمصالح الأمن`, `بيانات من هيئة الإحصاء`: the body that issued a document, where it is no known name. */
function issuer({ context, facts, first, last }: Source, cast: Cast): Referent | null {
  if (!isDocument(facts, first) || last - first < 2) return null;
  const key = (i: number): string => keyAt(context, i);
  let at = first + 1;
  const behind = isWord('an', key(at + 1));
  if (isWord('issued-by', key(at)) || (behind && isWord('published', key(at)))) at += behind ? 2 : 1;
  else if (isWord('min', key(at))) at++;
  else if (!hasLi(key(at))) return null;
  if (at >= last) return null;
  const mention = context.mentionAt[at];
  if (mention)
    return mention.type === 'ORG' && isWord('min', key(at - 1)) ? asIn(cast.ofEntity(mention.entity)!) : null;
  const noun = hasLi(key(at)) ? key(at).replace(/^لل?/, '') : bare(key(at));
  if (mentionsWithin(context, at, last).length > 0) return null;
  if (isWord('to-all', noun) || !((kindsOfKey(noun) | nounKinds(context.words[at]!)) & NOUN.body)) return null;
  const end = Math.min(last, Math.max(at + 1, phraseEnd(context, at)));
  // `بيان للوزارة`: a body told before
  if (end === at + 1 && facts.has(at, 'definite') && cast.byWord(noun).length > 0) return null;
  const body = cast.described(at, end);
  if (body && hasLi(body.name)) rename(body, isToThe(body.name) ? withArticle(body.name) : body.name.slice(1));
  return body && asIn(body);

  /** The document's own words are another name. */
  function asIn(one: Referent): Referent {
    one.aliases.add(textOf(context, first, last));
    return one;
  }
}

/** Whom a source without a name means, as far as the grammar alone tells. */
export const pointed = (source: Source, cast: Cast, said: Saying): Referent | null =>
  latter(source, cast) ??
  bodyBefore(source, cast) ??
  headlined(source, cast, said) ??
  introduced(source, cast) ??
  withCraft(source, cast) ??
  ofCountry(source, cast) ??
  groupBefore(source, cast) ??
  onlyOne(source, cast) ??
  issuer(source, cast);
