/**
 * Everybody and everything that can speak in an article: its names, and what it describes without a name. Who holds which office, under
 * which words somebody spoke, and in what was said are gathered here; `features.ts` reads them.
 */
import type { Entity, SpeakerKind } from '../../model.ts';
import { firstFrom, foldKey } from '../../text/index.ts';
import type { TokenRange } from '../choosing.ts';
import { type Context, mentionsWithin, type NameMention, spanOf } from '../context.ts';
import { type Facts, factsOf } from '../facts.ts';
import type { Saying } from '../sayings.ts';
import { issuers, stem } from './links.ts';
import { addOnce } from './noted.ts';
import { markedName, markedOutlet } from './outlets.ts';
import {
  blank,
  completed,
  describing,
  isTime,
  kindOfDescription,
  loose,
  lostLetter,
  ofDescription,
  ofName,
  place,
  type Referent,
  readOffice,
  rename,
  textOf,
  wordsOf,
} from './referents.ts';
import type { Revealed } from './scripture.ts';

/** Names of an article that are looked at around a saying at most, before and behind. */
const NEAR_BEFORE = 60;
const NEAR_BEHIND = 20;
/** Referents by one word that are remembered. */
const MOST_BY_WORD = 12;
/** How far behind the reporting word the medium is looked for. */
const MEDIUM_REACH = 14;

export class Cast {
  /** Referents of names, in the order of their first mention. */
  readonly named: Referent[] = [];
  readonly #context: Context;
  readonly #facts: Facts;
  /** Those of the mentions, in the order of the text. */
  readonly #byMention: Referent[] = [];
  readonly #byEntity = new Map<Entity, Referent>();
  readonly #byKey = new Map<string, Referent>();
  readonly #byWord = new Map<string, Referent[]>();
  /** Referents of descriptions by their tokens: every saying near them asks again. */
  readonly #byRange = new Map<number, Referent | null>();
  /** The names that a lexicon of one's own gives, by all forms of each. */
  readonly #own: ReadonlyMap<string, string>;

  constructor(context: Context) {
    this.#context = context;
    this.#facts = factsOf(context);
    this.#own = ownNamesOf(context);
    for (const mention of context.mentions) {
      const referent = this.#ofMention(mention);
      referent.places.push([mention.first, mention.last]);
      this.#byMention.push(referent);
      readOffice(context, this.#facts, mention, referent);
    }
    for (const { token, issuer, said } of issuers(context)) {
      const referent = this.#byEntity.get(issuer.entity)!;
      referent.issued ??= new Map();
      const word = stem(loose(context.tokens[token]!.key));
      referent.issued.set(word, Math.max(referent.issued.get(word) ?? 0, said ? 2 : 1));
    }
    for (const referent of this.named)
      for (const word of [...referent.bare, ...referent.titles]) this.#file(referent, word);
  }

  ofEntity(entity: Entity): Referent | undefined {
    return this.#byEntity.get(entity);
  }

  /** Referents by a word of their name, office or description. */
  byWord(word: string): readonly Referent[] {
    return this.#byWord.get(word) ?? [];
  }

  /** Names mentioned around a token. */
  around(token: number): readonly Referent[] {
    const { mentions } = this.#context;
    const at = firstFrom(0, mentions.length, (i) => mentions[i]!.first >= token);
    const found: Referent[] = [];
    const end = Math.min(mentions.length, at + NEAR_BEHIND);
    for (let i = Math.max(0, at - NEAR_BEFORE); i < end; i++) addOnce(found, this.#byMention[i]!);
    return found;
  }

  /** The referent of a description, made where there is none; null where the words name nothing. */
  described(first: number, last: number, like?: Referent): Referent | null {
    if (like) return this.#describe(first, last, like);
    const range = first * (this.#context.tokens.length + 1) + last;
    let known = this.#byRange.get(range);
    if (known === undefined) {
      known = this.#describe(first, last);
      this.#byRange.set(range, known);
    }
    return known;
  }

  /** Two names that speak together: under both, without what stands between them (`سامي نور ونظيره الأردني خالد علي`). */
  joint(first: number, last: number): Referent {
    const names = mentionsWithin(this.#context, first, last);
    const [one, two] = [names[0]!, names.at(-1)!];
    const { text } = this.#context.index;
    const marked = this.#context.tokens.slice(one.last, two.first).some(({ kind }) => kind === 'quote');
    const plain = names.length > 2 || two.first === one.last || marked;
    const whole = textOf(this.#context, first, last);
    const name = plain
      ? whole.replace(/،\s*و/, ' و')
      : `${text.slice(one.start, one.end)} و${text.slice(two.start, two.end)}`;
    return this.#several(name, whole, one.type === 'PER' ? 'person' : 'organization', [first, last]);
  }

  /** Two outlets whose names stand in marks: under both. */
  pair([one, two]: readonly [TokenRange, TokenRange], range: TokenRange): Referent {
    const name = `${textOf(this.#context, ...one)} و${textOf(this.#context, ...two)}`;
    return this.#several(name, textOf(this.#context, ...range), 'media', range);
  }

  #several(name: string, whole: string, kind: SpeakerKind, [first, last]: TokenRange): Referent {
    const referent = this.#called(name, 'described');
    if (name !== whole) referent.aliases.add(whole);
    referent.kind = kind;
    referent.number = 'pl';
    place(referent, first, last);
    return referent;
  }

  #describe(first: number, last: number, like?: Referent): Referent | null {
    const [start, end] = describing(this.#context, first, last);
    if (start >= end || (!like && isTime(this.#context, start))) return null;
    const outlet = like ? null : markedOutlet(this.#context, this.#facts, start, end);
    if (outlet && outlet.first < end) return this.#byEntity.get(outlet.entity)!;
    const marked = like ? null : markedName(this.#context, this.#facts, start, end);
    if (marked) return this.#marked(marked, start, end);
    const text = textOf(this.#context, start, end);
    const own = this.#ownName([text]);
    const key = foldKey(own ?? text);
    if (!key) return null;
    let referent = this.#byKey.get(key);
    if (!referent) {
      referent = ofDescription(this.#facts, own ?? text, key, [start, end], like);
      if (own !== null) referent.aliases.add(text);
      if (!like) this.#byKey.set(key, referent);
    } else if (referent.entity === null) place(referent, start, end);
    return referent;
  }

  /** A description by the name that stands in marks in it. */
  #marked([first, last]: TokenRange, start: number, end: number): Referent {
    const whole = textOf(this.#context, start, end);
    const referent = this.#called(textOf(this.#context, first, last), 'described');
    const { kind } = kindOfDescription(foldKey(whole).split(/\s+/));
    referent.kind = this.#facts.match('role', start) ? 'person' : kind === 'unnamed' ? 'organization' : kind;
    referent.aliases.add(whole);
    place(referent, start, end);
    return referent;
  }

  /** Who is known by a name that need not be one of the article's. */
  #called(name: string, type: string): Referent {
    const key = foldKey(name);
    const referent = this.#byKey.get(key) ?? blank(name, 'person', type);
    this.#byKey.set(key, referent);
    return referent;
  }

  /** Who wrote the article. */
  writer(name: string): Referent {
    return this.#called(name, 'PER');
  }

  /** Whose verse or tradition it is. */
  revealed({ name, first, last, named }: Revealed): Referent {
    const referent = this.#called(name, 'described');
    if (named) referent.aliases.add(spanOf(this.#context, first, last).text);
    if (referent.places.at(-1)?.[0] !== first) place(referent, first, last);
    return referent;
  }

  /** A name of a source that lost its first letter gets it back: `قال الدكتور | براين نور`, read as `بـ` and `راين نور`. */
  unclip(mention: NameMention): void {
    const referent = this.#byEntity.get(mention.entity)!;
    const letter = lostLetter(this.#context, mention, referent);
    // who is named in full elsewhere is told there
    if (!letter || this.#byKey.has(foldKey(letter + referent.name))) return;
    rename(referent, letter + referent.name);
    for (const word of referent.bare) this.#file(referent, word);
  }

  /** Notes that somebody spoke; gives the referent that speaks, under its completed name. */
  spoke(chosen: Referent, said: Saying, source: readonly [number, number] | null): Referent {
    const referent = completed(chosen);
    referent.spoke.push(said.anchor);
    const { reading, role } = said;
    const form = role === 'noun' || role === 'phrase' ? null : reading?.form;
    const shown = form?.person === 3 ? form.gender : null;
    if (shown) referent.votes[shown] += source ? 1 : 0.3;
    if (shown && source) referent.genders.add(shown);
    if (form?.number === 'pl') referent.votes.pl++;
    if (source) this.#call(referent, source);
    const end = Math.min(said.lead, said.anchor + MEDIUM_REACH);
    for (let i = said.cueEnd; i > 0 && i < end; i++) {
      if (!this.#facts.has(i, 'medium')) continue;
      const word = loose(this.#context.tokens[i]!.key);
      referent.media.add(word);
      this.#file(referent, word);
    }
    return referent;
  }

  /** Notes the words under which somebody spoke. */
  #call(referent: Referent, [first, last]: readonly [number, number]): void {
    const called = wordsOf(this.#context, this.#facts, first, last);
    if (called[0]) referent.calledHeads.add(called[0]);
    for (const word of called) {
      referent.calledWords.add(word);
      this.#file(referent, word);
    }
    if (referent.entity === null) place(referent, first, last);
  }

  #ofMention(mention: NameMention): Referent {
    const { entity } = mention;
    const known = this.#byEntity.get(entity);
    if (known) return known;
    const forms = [entity.name, ...entity.aliases];
    const own = this.#ownName(forms);
    let referent = own === null ? undefined : this.#byKey.get(foldKey(own));
    if (referent) for (const alias of forms) referent.aliases.add(alias);
    else {
      referent = ofName(this.#context, mention, own);
      this.named.push(referent);
      this.#byKey.set(foldKey(referent.name), referent);
    }
    this.#byEntity.set(entity, referent);
    return referent;
  }

  #ownName(forms: readonly string[]): string | null {
    if (this.#own.size > 0)
      for (const form of forms) {
        const own = this.#own.get(foldKey(form));
        if (own !== undefined) return own;
      }
    return null;
  }

  #file(referent: Referent, word: string): void {
    const list = this.#byWord.get(word);
    if (!list) this.#byWord.set(word, [referent]);
    else if (list.length < MOST_BY_WORD && !list.includes(referent)) list.push(referent);
  }
}

/** The name that a lexicon of one's own gives to a speaker, by each form under which he goes. */
function ownNamesOf({ lexicon }: Context): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, aliases] of lexicon.aliases)
    for (const alias of [name, ...aliases]) names.set(foldKey(alias), name);
  return names;
}
