import type { Resolution } from '../../model.ts';
import type { AttributionSite } from '../attributions/index.ts';
import type { Neighbours } from '../contents/extents.ts';
import { type Context, isComma, mentionsWithin, type NameMention, sentenceAt } from '../context.ts';
import type { CueSite } from '../cues/index.ts';
import type { Draft } from '../drafts.ts';
import { relativeAgrees, type SourceSite, subjectAfter, subjectBefore } from '../sources/index.ts';
import { isTitle, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import type { Agreement, Referent, Resolved, Speakers } from './speakers.ts';

function agreementOf(cue: CueSite | null, side: SourceSite['side'] | null): Agreement {
  const form = cue?.reading.form;
  if (!form || cue.role === 'noun') return { gender: null, number: null, verbFirst: false };
  return { gender: form.person === 3 ? form.gender : null, number: form.number, verbFirst: side === 'after' };
}

export function resolveDraft(
  context: Context,
  speakers: Speakers,
  item: Draft,
  done: readonly Draft[],
  near: Neighbours,
): Resolved {
  if (item.attribution) {
    if (item.source)
      return speakers.resolveSource(item.source.first, item.source.last, {
        gender: item.attribution.gender,
        number: null,
        verbFirst: true,
      });
    return inherited(context, speakers, item, done, near);
  }
  if (item.source)
    return speakers.resolveSource(item.source.first, item.source.last, agreementOf(item.cue, item.source.side));
  if (item.cue?.reading.form.kind === 'passive')
    return { referent: null, resolution: 'none', note: 'passive without an agent' };
  return inherited(context, speakers, item, done, near);
}

/** The speaker of a verb without a subject: the one who spoke last, if number and gender agree; in a sentence's start its own subject. */
function inherited(
  context: Context,
  speakers: Speakers,
  item: Draft,
  done: readonly Draft[],
  near: Neighbours,
): Resolved {
  const { tokens } = context;
  const agreement = agreementOf(item.cue, null);
  const wanted = pronounAgreement(item, agreement);
  const sentence = sentenceAt(context, item.turn);
  const nestedIn = done.filter((d) => d.extent.first <= item.turn && item.turn < d.extent.last);
  const enclosing = nestedIn.at(-1);
  const agrees = (r: Referent): boolean => fits(r, wanted);
  if (enclosing && item.cue) {
    if (item.cue.relative && !relativeAgrees(context, item.cue) && enclosing.resolved?.referent) {
      return { ...enclosing.resolved, resolution: 'pronoun', note: 'the outer speaker, of what is spoken of' };
    }
    // inside somebody's words: the subject of the clause, or a voice in there
    const voices = done.filter(
      (d) =>
        d !== enclosing &&
        d.extent.first >= enclosing.extent.first &&
        d.turn >= enclosing.extent.first &&
        d.resolved?.referent &&
        agrees(d.resolved.referent),
    );
    if (voices.length)
      return {
        referent: voices.at(-1)!.resolved!.referent,
        resolution: 'pronoun',
        note: 'the last voice inside the enclosing quotation',
      };
    const clause = clauseSubject(context, enclosing.extent.first, item.turn);
    if (clause && wanted.number !== 'pl') {
      const found = speakers.resolveSource(clause.first, clause.last, {
        gender: wanted.gender,
        number: null,
        verbFirst: false,
      });
      if (found.referent && agrees(found.referent))
        return { ...found, resolution: 'pronoun', note: 'the subject of the enclosing clause' };
    }
    const inner = mentionsWithin(context, Math.max(enclosing.extent.first, item.turn - 200), item.turn).findLast(
      (m) => m.type !== 'MISC',
    );
    if (item.cue.reading.form.person === 1 && enclosing.resolved?.referent)
      return { referent: enclosing.resolved.referent, resolution: 'pronoun', note: 'first person inside a quotation' };
    if (wanted.number === 'pl') {
      const group = speakers.referents.filter((r) => r.number === 'pl').at(-1);
      if (group) return { referent: group, resolution: 'pronoun', note: 'the group named last' };
    }
    if (inner && agreesWithName(inner, wanted))
      return {
        referent: speakers.ofEntity(inner.entity, inner.first),
        resolution: 'pronoun',
        note: 'the subject inside the enclosing quotation',
      };
    return { referent: null, resolution: 'none', note: 'nobody named inside the enclosing quotation' };
  }
  // `وختم الوزير حديثه قائلاً`, `وأضاف شيخ الأزهر، …، بقوله`: the subject of the verb that waits for its content
  const waiting =
    item.cue && item.cue.role !== 'verb' ? waitingSubject(context, sentence.first, item.cue.token, near, done) : null;
  if (waiting)
    return {
      ...speakers.resolveSource(waiting.first, waiting.last, { ...agreement, verbFirst: true }),
      note: 'the subject of the verb before',
    };
  const sameSentence = done.filter(
    (d) => d.turn >= sentence.first && d.turn < item.turn && !d.nested && d.resolved?.referent,
  );
  const own = sameSentence.findLast((d) => agrees(d.resolved!.referent!));
  if (own) {
    const resolution: Resolution = item.cue?.role === 'participle' || item.attribution ? 'implicit' : 'pronoun';
    return { referent: own.resolved!.referent, resolution, note: 'the speaker of the sentence so far' };
  }
  const voices = done.filter((d) => !d.nested && d.resolved?.referent && agrees(d.resolved.referent));
  // whom only a phrase named (`بحسب الموقع`) is taken up again only where nobody else spoke
  const main = voices.findLast((d) => !d.attribution && item.turn - d.turn < 300) ?? voices.at(-1);
  // the sentence's own subject: `وقام دي ميستورا بـ…، مؤكداً`, `سألنا السيد فلان … فقال`
  const lead =
    item.cue && item.cue.token > sentence.first + 1
      ? leadSubject(
          context,
          sentence.first,
          item.cue.token,
          wanted,
          item.cue.reading.proclitic === 'ف' && /^و?(?:سال|نسال|توجهنا)/.test(tokens[sentence.first]!.key),
        )
      : null;
  if (lead)
    return {
      referent: speakers.ofEntity(lead.entity, lead.first),
      resolution: 'implicit',
      note: "the subject of the sentence's verb",
    };
  if ((item.cue?.role === 'participle' || item.cue?.role === 'noun') && item.cue.token > sentence.first + 2) {
    const subject = mainSubject(context, sentence.first, item.cue.token);
    if (subject) {
      const found = speakers.resolveSource(subject.first, subject.last, {
        gender: wanted.gender,
        number: null,
        verbFirst: true,
      });
      return { ...found, resolution: 'implicit' };
    }
  }
  if (item.cue?.role === 'verb' && wanted.number !== 'pl' && item.cue.token > sentence.first + 2) {
    // `سألنا سكرتير النادي … فقال`, `ورحب أمير المنطقة … وأكد أن`: a person by office, or a group for a feminine verb
    const subject = mainSubject(context, sentence.first, item.cue.token);
    if (subject && isHuman(context, subject) && sameGender(context, subject, wanted)) {
      return {
        ...speakers.resolveSource(subject.first, subject.last, {
          gender: wanted.gender,
          number: null,
          verbFirst: true,
        }),
        resolution: 'implicit',
      };
    }
  }
  if (item.cue?.role === 'verb' && wanted.number === 'pl') {
    const subject = mainSubject(context, sentence.first, item.cue.token);
    if (subject)
      return {
        ...speakers.resolveSource(subject.first, subject.last, { gender: null, number: null, verbFirst: true }),
        resolution: 'implicit',
      };
  }
  if (main && item.turn - main.turn < 700) {
    const resolution: Resolution = item.cue ? (item.cue.role === 'participle' ? 'implicit' : 'pronoun') : 'implicit';
    return { referent: main.resolved!.referent, resolution, note: 'who spoke last' };
  }
  const person = item.cue ? speakers.lastPerson(item.turn, agreement) : null;
  if (person && isSpokenOf(tokens.length, item))
    return { referent: person, resolution: 'pronoun', note: 'the person named last' };
  return { referent: null, resolution: 'none', note: 'nobody to resolve to' };
}

/** The subject of the nearest reporting verb of the sentence that has no content of its own. */
function waitingSubject(
  context: Context,
  first: number,
  before: number,
  near: Neighbours,
  done: readonly Draft[],
): SourceSite | null {
  for (let i = before - 1; i >= first && i > before - 80; i--) {
    const cue = near.cues.get(i);
    if (cue?.role !== 'verb' || near.phraseVerbs.has(i) || done.some((d) => d.extent.first <= i && i < d.extent.last))
      continue;
    if (near.openings.get(i) || cue.relative || done.some((d) => d.turn > i)) return null;
    return subjectAfter(context, i, before) ?? subjectBefore(context, i);
  }
  return null;
}

const isSpokenOf = (_length: number, item: Draft): boolean => item.cue?.role === 'verb';

interface Wanted {
  gender: 'm' | 'f' | null;
  number: 'sg' | 'du' | 'pl' | null;
}

/** Gender and number that a bare verb or participle asks of its speaker, also from the complementiser's pronoun (`أنهم`). */
function pronounAgreement(item: Draft, { gender, number }: Agreement): Wanted {
  if (item.attribution) {
    const pronoun = item.attribution.pronoun;
    if (pronoun === 'ها') return { gender: 'f', number: 'sg' };
    if (pronoun === 'هم') return { gender: null, number: 'pl' };
    if (pronoun === 'ه') return { gender: 'm', number: 'sg' };
    return { gender: item.attribution.gender, number: null };
  }
  if (item.cue?.role === 'noun') {
    const suffix = item.cue.reading.suffix;
    if (suffix === 'ها') return { gender: 'f', number: 'sg' };
    if (suffix === 'هم') return { gender: null, number: 'pl' };
    if (suffix === 'ه') return { gender: 'm', number: 'sg' };
    return { gender: null, number: null };
  }
  return { gender, number: number ?? null };
}

const FEMININE_ORGS =
  /^(?:وكال|صحيف|جريد|قنا|مجل|وزار|محكم|شرك|منظم|هيئ|هيي|مؤسس|جامع|حرك|جماع|حكوم|سلط|لجن|ادار|نقاب|جمعي|مديري|محافظ|دول|قو|شرط|سفار|بعث|كتل|جبه|شبك|اذاع|رئاس|رياس|كتيب|مصادر|رابط|مجموع|امان|الولايات|الامم)/;

const MASCULINE_COUNTRIES = /^(?:العراق|لبنان|المغرب|الاردن|السودان|اليمن|الصومال|البحرين|الكويت|الفاتيكان|الكرملين)/;

/** Gender that the head of a name or description shows: `وزارة الدفاع` f, `مجلس النواب` m, null for foreign and personal names. */
function grammaticalGender({ head, entity, kind, keys }: Referent): 'm' | 'f' | null {
  if (kind === 'person') return null;
  if (entity?.type === 'LOC') return MASCULINE_COUNTRIES.test(keys[0] ?? '') ? null : 'f';
  if (head.endsWith('ه') || head.endsWith('ات') || FEMININE_ORGS.test(head)) return 'f';
  if (entity && keys.length === 1) return null;
  return 'm';
}

/** Whether a speaker can be the subject of a bare verb of this gender and number. */
function fits(referent: Referent, wanted: Wanted): boolean {
  if (wanted.number === 'pl') return referent.number === 'pl' || referent.kind === 'organization';
  if (wanted.number === 'du') return referent.number === 'pl' || / و/.test(referent.name);
  if (!wanted.gender) return true;
  if (referent.genders.size) {
    if (referent.genders.has(wanted.gender)) return true;
    return referent.kind === 'organization' && referent.genders.size === 0;
  }
  if (referent.kind === 'person') return true;
  if (referent.number === 'pl') return true;
  const gender = grammaticalGender(referent);
  return gender === null || gender === wanted.gender;
}

function agreesWithName(mention: NameMention, wanted: Wanted): boolean {
  if (wanted.number === 'pl' || wanted.number === 'du') return false;
  if (mention.type === 'PER') return true;
  if (mention.type === 'LOC') return wanted.gender !== 'm';
  return true;
}

/** The first name of the sentence that can be the subject of a participle or a bare verb further on. */
function leadSubject(
  context: Context,
  first: number,
  before: number,
  wanted: Wanted,
  nearest: boolean,
): NameMention | null {
  const { tokens } = context;
  const inSentence = mentionsWithin(context, Math.max(first, before - 200), before).filter(
    (m) => context.insideOf[m.first] === undefined && m.type === 'PER',
  );
  const free = inSentence.filter(
    (m) => !isWordAfterConjunction('adjunct', tokens[m.first - 1]?.key ?? '') && m.start === tokens[m.first]!.start,
  );
  const list = free.length ? free : [];
  const chosen = nearest ? list.at(-1) : list[0];
  return chosen && agreesWithName(chosen, wanted) && wanted.number !== 'pl' ? chosen : null;
}

/** Whether a noun phrase names who can speak: a person, an office, a kind of source. */
function isHuman(context: Context, { first }: SourceSite): boolean {
  const { tokens, lexicon } = context;
  return (
    context.mentionAt[first]?.type === 'PER' ||
    lexicon.match('role', tokens, first) !== null ||
    lexicon.match('source', tokens, first) !== null ||
    lexicon.match('outlet', tokens, first) !== null
  );
}

/** Whether the noun's gender fits the verb: ة or a plural of things for a feminine verb. */
function sameGender(context: Context, { first }: SourceSite, wanted: Wanted): boolean {
  if (!wanted.gender || context.mentionAt[first]) return true;
  const { tokens, lexicon } = context;
  const match =
    lexicon.match('role', tokens, first) ??
    lexicon.match('source', tokens, first) ??
    lexicon.match('outlet', tokens, first);
  const feminine = match ? match.gender === 'f' || match.number === 'pl' : tokens[first]!.key.endsWith('ه');
  return wanted.gender === 'f' ? feminine : !feminine || match?.gender === null;
}

/** The subject after the sentence's first verb: `شكلت رئاسة محكمة الاستئناف … هيئة، مشيرة إلى`. */
function mainSubject(context: Context, first: number, before: number): SourceSite | null {
  const { tokens } = context;
  let i = first;
  while (
    i < before &&
    (isWordAfterConjunction('conjunction', tokens[i]!.key) ||
      isComma(tokens[i]) ||
      isWordAfterConjunction('auxiliary', tokens[i]!.key) ||
      isWordAfterConjunction('negation', tokens[i]!.key))
  )
    i++;
  if (isWordAfterConjunction('adjunct', tokens[i]!.key)) {
    // `إثر ذلك، تداول ناشطون`: over an adjunct and its comma
    let comma = i + 1;
    while (comma < before && comma < i + 9 && !isComma(tokens[comma])) comma++;
    if (!isComma(tokens[comma]) || comma + 2 >= before) return null;
    i = comma + 1;
  }
  if (isWordAfterConjunction('adjunct', tokens[i]!.key) || tokens[i]!.kind !== 'word') return null;
  const end = nounPhraseEnd(context, i + 1, before);
  if (end <= i + 1 || isWordAfterConjunction('adjunct', tokens[i + 1]!.key)) return null;
  const mention = context.mentionAt[i + 1];
  if (mention) return { first: i + 1, last: mention.last, side: 'after' };
  if (/^ال/.test(tokens[i + 1]!.key)) return { first: i + 1, last: Math.min(end, i + 2), side: 'after' };
  if (isWord('unnamed', tokens[i + 1]!.key)) return { first: i + 1, last: end, side: 'after' };
  return null;
}

/** The noun phrase that a reported clause starts with: `أن | المبعوث الخاص | قدم تقريره … واكتفى بالقول`. */
function clauseSubject(context: Context, first: number, before: number): SourceSite | null {
  const token = context.tokens[first];
  if (!token || !(isTitle(context, token.key) || context.mentionAt[first]?.type === 'PER')) return null;
  const last = nounPhraseEnd(context, first, before);
  return last > first ? { first, last, side: 'before' } : null;
}

/** Whose words an attribution phrase says they are. */
export function resolvePhrase(
  context: Context,
  speakers: Speakers,
  site: AttributionSite,
  done: readonly Draft[],
): Resolved {
  if (site.subject && !site.relays)
    return speakers.resolveSource(site.subject[0], site.subject[1], {
      gender: site.gender,
      number: null,
      verbFirst: true,
    });
  const sentence = sentenceAt(context, site.first);
  const phraseDraft = done.find((d) => d.attribution === site);
  if (phraseDraft?.resolved) return phraseDraft.resolved;
  const wanted: Wanted =
    site.pronoun === 'ها'
      ? { gender: 'f', number: null }
      : site.pronoun === 'هم'
        ? { gender: null, number: null }
        : { gender: null, number: null };
  const inside = done.findLast(
    (d) => d.extent.first <= site.first && site.first < d.extent.last && d.resolved?.referent,
  );
  if (inside) return inside.resolved!;
  const before = done.findLast(
    (d) => d.turn >= sentence.first && d.turn < site.first && d.resolved?.referent && fits(d.resolved.referent, wanted),
  );
  if (before) return { ...before.resolved!, resolution: 'pronoun' };
  const last = done.findLast((d) => d.resolved?.referent && !d.nested && fits(d.resolved.referent, wanted));
  return last
    ? { ...last.resolved!, resolution: 'pronoun' }
    : { referent: null, resolution: 'none', note: 'nobody before it' };
}

/** A headline names its speaker before the article does: an unnamed description may be the article's first speaker. */
export function settleHeadlines(speakers: Speakers, done: Draft[]): void {
  for (const item of done) {
    if (item.rule !== 'colon/headline' || !item.source) continue;
    const referent = item.resolved?.referent;
    if (!referent || referent.entity) continue;
    const again = speakers.resolveSource(item.source.first, item.source.last, {
      gender: null,
      number: null,
      verbFirst: false,
    });
    if (again.referent && again.referent !== referent) item.resolved = again;
  }
}
