/** Who speaks in turn: `قال: …، قال: …، فقال: …` are two, where nobody is named between. */
import { type Context, mentionsWithin } from '../context.ts';
import { factsOf } from '../facts.ts';
import { isFirstPerson, type Saying, wanted } from '../sayings.ts';
import { isWord, takesTurns } from '../words.ts';
import { genderOfName, isMan } from './genders.ts';
import type { Referent } from './referents.ts';
import { holyWithin } from './scripture.ts';

/** What was said right before somebody speaks, and by whom. */
export interface Spoken {
  said: Saying;
  referent: Referent | null;
  /** What was said right before that. */
  before: Spoken | null;
}

/** Sayings before one that are looked at: what ends right before it may hold others. */
const NEAR = 6;

export class Dialogue {
  readonly #context: Context;
  readonly #spoken: Spoken[] = [];

  constructor(context: Context) {
    this.#context = context;
  }

  /** What ends right before the verb; the outermost, where its words hold others. */
  before(said: Saying): Spoken | null {
    if (!isTurn(said) || said.reading?.form.kind !== 'perfect' || !['', 'ف'].includes(said.reading.proclitic))
      return null;
    const ends = this.#spoken.filter((one) => isTurn(one.said) && this.#isNext(one.said, said));
    return ends.reduce<Spoken | null>(
      (outer, one) => (outer && outer.said.first <= one.said.first ? outer : one),
      null,
    );
  }

  /** Who speaks again, now that the other has: of three sayings in a row, whose the first was. */
  whoAnswers(said: Saying, other: Spoken): Referent | null {
    const first = other.before;
    if (!first?.referent || first.referent === other.referent || this.#tells(first.said)) return null;
    return isFirstPerson(first.said) === isFirstPerson(said) && agrees(first.referent, said) ? first.referent : null;
  }

  note(spoken: Spoken): void {
    this.#spoken.push(spoken);
    if (this.#spoken.length > NEAR) this.#spoken.shift();
  }

  /** Nothing stands between but marks, and no line ends there. */
  #isNext({ first, last }: Saying, { anchor }: Saying): boolean {
    const { paragraphOf } = this.#context;
    if (last > anchor || first >= last || paragraphOf[last - 1] !== paragraphOf[anchor]) return false;
    const facts = factsOf(this.#context);
    for (let i = last; i < anchor; i++) if (facts.has(i, 'word')) return false;
    return true;
  }

  /** `قال: جاء رجل إلى النبي | فقال: …`: who tells of others isn't one of the two; not `قال: يا رسول الله …`. */
  #tells({ first, last }: Saying): boolean {
    const { tokens } = this.#context;
    const people = mentionsWithin(this.#context, first, last).filter(({ type }) => type === 'PER');
    const holy = holyWithin(this.#context, first, last);
    return [...people, ...holy].some((name) => !isWord('vocative', tokens[name.first - 1]?.key));
  }
}

const isTurn = ({ role, reading }: Saying): boolean =>
  role === 'verb' && reading !== null && takesTurns(reading.form.lemma.lemma);

/** `قالت` is no man, `قالوا` are several. */
function agrees(one: Referent, said: Saying): boolean {
  const { gender, number } = wanted(said);
  if (gender === 'f' && isMan(one)) return false;
  if (gender === 'm' && one.type === 'PER' && genderOfName(one) === 'f' && one.votes.m === 0) return false;
  return number === null || (number === 'sg') === (one.number !== 'pl');
}
