/** What is seen of a proposed attribution phrase. */
import type { Features } from '../../learned/features.ts';
import { bare, describeInside, neighbour } from '../choosing.ts';
import { type Context, complementiser, isColon, isComma, isDash, matchAt, pairEnd, sentenceAt } from '../context.ts';
import { clamp } from '../describe.ts';
import { HINT, hintAt, leastHinted, meanHinted, mostHinted } from '../hints.ts';
import { withoutLi } from '../letters.ts';
import { RATE, rateOf } from '../rates.ts';
import { isDefinite, isTitleWord } from '../sources/noun-phrases.ts';
import { isWord } from '../words.ts';
import { finiteForm, isSourceLike, type Proposal } from './phrases.ts';
import { finiteCues } from './said.ts';

/** What a proposed phrase looks like. */
export function describePhrase(context: Context, { site, last, head, from, ruled }: Proposal, to: Features): void {
  const { tokens } = context;
  const { first } = site;
  const sentence = sentenceAt(context, first);
  to.of('kind', site.kind);
  to.of('phrase', head);
  to.put('ruled', ruled ? 1 : 0);
  to.put('grammarEnd', clamp(last - site.last, -5, 5));
  if (site.subject) to.put('subjectEnd', clamp(last - site.subject[1], -5, 5));
  to.put('pronoun', site.pronoun ? 1 : 0);
  to.put('conjunction', site.prefix);
  to.put('words', last - first);
  to.put('start', Math.min(9, first - sentence.first));
  to.put('rest', Math.min(9, sentence.last - last));
  to.put('sentence', Math.min(60, sentence.last - sentence.first));
  to.put('marked', context.insideOf[first] ? 1 : 0);
  neighbour(context, first - 1, 'before', to);
  neighbour(context, last, 'after', to);
  neighbour(context, last - 1, 'last', to);
  if (tokens[last]) to.of('next', tokens[last]!.key);
  const noun = site.subject ? site.subject[0] : from;
  if (tokens[noun] && noun < last) describeNoun(context, noun, last, to);
  if (site.verb !== null) {
    const form = finiteForm(context, site.verb);
    to.of('lemma', form?.lemma.lemma ?? tokens[site.verb]!.key);
    to.of('verb', form?.kind ?? 'other');
    to.put('strong', form?.lemma.strength === 'strong' ? 1 : 0);
    neighbour(context, site.verb + 1, 'afterVerb', to);
    to.put('opens', opensAhead(context, site.verb, sentence.last));
  }
  describeInside(context, [noun, last], to);
  // an end within a name or within marks that opened in the phrase
  const cut = context.mentionAt[last];
  to.put('cut', cut && cut.first < last ? 1 : 0);
  const pair = context.insideOf[last];
  to.put('cutMarks', pair && pair.open >= noun && pairEnd(pair, context.tokens) >= last ? 1 : 0);
  to.put('cuesBefore', finiteCues(context, Math.max(sentence.first, first - 40), first));
  to.put('cuesAfter', finiteCues(context, last, Math.min(sentence.last, last + 40)));
  to.put('hint.phrase', hintAt(context, first, HINT.phrase));
  to.put('hint.cue', hintAt(context, first, HINT.cue));
  to.put('hint.source', mostHinted(context, first, last, HINT.source));
  to.put('hint.last', hintAt(context, last - 1, HINT['source-last']));
  to.put('hint.next', hintAt(context, last, HINT.source));
  to.put('hint.phraseLast', hintAt(context, last - 1, HINT['phrase-last']));
  to.put('hint.phraseNext', hintAt(context, last, HINT['in-phrase']));
  to.put('hint.inPhrase', meanHinted(context, first, last, HINT['in-phrase']));
  to.put('hint.weakest', leastHinted(context, first, last, HINT['in-phrase']));
}

/** The head of the noun phrase that names the source. */
function describeNoun(context: Context, noun: number, last: number, to: Features): void {
  const { tokens, mentionAt } = context;
  const token = tokens[noun]!;
  const plain = withoutLi(bare(token.key));
  to.of('noun', plain);
  to.put('sourceLike', isSourceLike(context, noun, last) ? 1 : 0);
  to.put('rule', matchAt(context, 'rule', noun) ? 1 : 0);
  to.put('source', matchAt(context, 'source', noun) ? 1 : 0);
  to.put('outlet', matchAt(context, 'outlet', noun) ? 1 : 0);
  to.put('title', isTitleWord(context.words[noun]!) ? 1 : 0);
  to.put('document', isWord('document', plain) ? 1 : 0);
  neighbour(context, noun + 1, 'second', to);
  // who is quoted in running news, and what is not: `المعهد`, `القائمة`
  to.put('speech', rateOf(context.words[noun]!, RATE.speech));
  to.put('unnamed', isWord('unnamed', plain) ? 1 : 0);
  to.put('thing', isWord('fact', plain) || isWord('abstract', plain) ? 1 : 0);
  to.put('definite', isDefinite(token.key) ? 1 : 0);
  to.of('name', mentionAt[noun]?.type ?? (token.kind === 'quote' ? (mentionAt[noun + 1]?.type ?? 'marks') : 'none'));
}

/** How far behind a verb content of its own opens: `كما أكد الوزير | أن`: he also did. */
function opensAhead({ tokens }: Context, verb: number, last: number): number {
  for (let k = 1; k <= 15 && verb + k < last; k++) {
    const token = tokens[verb + k]!;
    if (isComma(token) || isDash(token)) return 20 + k;
    if (complementiser(token, true) || isColon(token) || token.kind === 'quote') return k;
  }
  return 40;
}
