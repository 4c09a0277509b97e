/** Headlines of two clauses: `بري متفائل بالهدنة وميقاتي يحذر من المماطلة`. */
import { type Context, sentenceAt } from './context.ts';
import { headlineOf } from './describe.ts';
import { BIT, type Facts, factsOf } from './facts.ts';
import { isInflected } from './letters.ts';

/** Words between the head of a subject and its verb at most. */
const HEAD = 5;
const NO_HEAD = BIT.finite | BIT.preposition | BIT.complementiser | BIT.negation | BIT.relative | BIT.adjunct;

/**
 * The token with which the subject of a headline's second verb begins, where و leads to it: `قتيلان في انفجار و|مسؤول محلي| يؤكد`; -1 where
 * none does.
 */
export function secondSubject(context: Context, verb: number): number {
  if (verb >= headlineOf(context)) return -1;
  const facts = factsOf(context);
  const { first } = sentenceAt(context, verb);
  for (let i = verb - 1; i > first && i >= verb - HEAD; i--) {
    const mention = context.mentionAt[i];
    if (!(facts.at(i) & BIT.word) || facts.at(i) & NO_HEAD) return -1;
    if (mention ? mention.start > context.tokens[i]!.start && facts.has(i, 'wa') : isConjoined(facts, i)) return i;
  }
  return -1;
}

/** `ومسؤول`, `ورئيس الوزراء`: listed with a conjunction in front. */
function isConjoined(facts: Facts, i: number): boolean {
  const match = facts.match('role', i) ?? facts.match('source', i);
  return facts.has(i, 'wa') && match !== null && match.prefix > 0;
}

/** The last token of what the first speaker of a headline says, where it was taken to run over the second one: `يتعهد | بحل الفصائل | وبيدرسن يدعو`. */
export function beforeSecond(context: Context, first: number, last: number): number {
  if (first >= headlineOf(context)) return last;
  const facts = factsOf(context);
  for (let verb = first + 1; verb <= last + HEAD && verb < headlineOf(context); verb++) {
    if (!facts.has(verb, 'finite') || !isInflected(context.tokens[verb]!.key)) continue;
    const subject = secondSubject(context, verb);
    if (subject > first && subject <= last) return subject - 1;
  }
  return last;
}
