import type { TextSpan } from '../../model.ts';
import {
  type Context,
  countWords,
  isColon,
  isComma,
  isStop,
  mentionsWithin,
  pairEnd,
  sentenceAt,
  spanOf,
} from '../context.ts';
import { clauseStop, type Draft, draftIndex } from '../drafts.ts';
import { isTitle, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isOutlet, type Resolved, type Speakers } from '../speakers/speakers.ts';
import { isWord } from '../words.ts';
import type { AttributionSite } from './index.ts';

const MEDIA = new Set('صحيفه جريده قناه وكاله موقع مجله اذاعه تلفزيون شبكه برنامج راديو وكالات صحف'.split(' '));
const bareHead = (key: string): string =>
  key
    .replace(/^و?لل/, '')
    .replace(/^[وب]?ل(?!ا)/, '')
    .replace(/^[وب]?ال/, '')
    .replace(/^ب(?=.{3})/, '');

/** Fills medium, addressee and the relaying outlets of every quotation. */
export function describeRelays(
  context: Context,
  speakers: Speakers,
  done: Draft[],
  attributions: readonly AttributionSite[],
  phraseSpeaker: ReadonlyMap<AttributionSite, Resolved>,
): void {
  const inSentence = new Map<number, AttributionSite[]>();
  for (const site of attributions) {
    const at = context.sentenceOf[site.first]!;
    inSentence.set(at, [...(inSentence.get(at) ?? []), site]);
  }
  const index = draftIndex(done);
  for (const item of done) {
    if (item.relay) addVia(context, speakers, item, item.relay);
    if (item.cue) {
      const from = item.cue.token;
      const gapEnd = item.opening ? item.opening.gapEnd : clauseStop(context, from);
      const start = item.source?.side === 'before' ? Math.min(item.source.first, from) : from;
      const outlet = addressedOutlet(context, speakers, start, from, gapEnd);
      if (outlet) {
        item.addressee = spanOf(context, outlet.first, outlet.last);
        if (outlet.media && outlet.name !== item.resolved?.referent?.name)
          item.via.push({ ...item.addressee, name: outlet.name });
      }
      item.medium = mediumOf(context, from, gapEnd);
      if (!item.via.length) {
        const inGap = outletInGap(context, from + 1, gapEnd, item);
        if (inGap) item.via.push(inGap);
      }
      if (!item.via.length) {
        const published = publishedBy(context, from + 1, gapEnd);
        if (published) item.via.push({ ...spanOf(context, published.first, published.last), name: published.name });
      }
    }
    const sentence = sentenceAt(context, item.turn);
    for (const site of inSentence.get(sentence.index) ?? []) {
      const known = (name: string): boolean => item.via.some((via) => via.name === name);
      if (site.relay && (item.attribution === site || item.attribution === undefined)) {
        if (!item.via.length) addVia(context, speakers, item, site.relay);
        continue;
      }
      if (!site.subject || item.attribution === site) continue;
      if (site.relays) {
        if (!item.via.length) addVia(context, speakers, item, site.subject);
        continue;
      }
      const relay = phraseSpeaker.get(site)?.referent;
      if (relay?.kind !== 'media' || relay === item.resolved?.referent) continue;
      if (!known(relay.name))
        item.via.unshift({ ...spanOf(context, site.subject[0], site.subject[1]), name: relay.name });
    }
  }
  // the same breath: participles of the sentence were said to the same outlet
  for (const item of done) {
    if (item.via.length || !item.resolved?.referent || item.cue?.role !== 'participle') continue;
    const sentence = sentenceAt(context, item.turn);
    const earlier = index
      .turnsIn(sentence.first, item.turn)
      .findLast((d) => d.via.length > 0 && d.resolved?.referent === item.resolved?.referent);
    if (earlier) item.via.push(...earlier.via);
  }
}

function addVia(context: Context, speakers: Speakers, item: Draft, [first, last]: [number, number]): void {
  const found = speakers.peek(first, last);
  const text = spanOf(context, first, last)
    .text.replace(/^لل/, 'ال')
    .replace(/^ل(?!ا)/, '');
  item.via.push({ ...spanOf(context, first, last), name: found?.name ?? text });
}

interface Outlet {
  first: number;
  last: number;
  name: string;
  media: boolean;
}

/** `لـ«عكاظ»`, `لوكالة الأنباء الجزائرية`, `للصحيفة`, `مع صحيفة "النهار"` beside the cue. */
function addressedOutlet(
  context: Context,
  speakers: Speakers,
  from: number,
  cue: number,
  gapEnd: number,
): Outlet | null {
  const { tokens } = context;
  for (let i = from + 1; i < gapEnd; i++) {
    const key = tokens[i]!.key;
    const withMedium = (key === 'مع' || key === 'الي') && i > cue + 1;
    const within =
      (key === 'ب' || key === 'في' || key === 'علي') &&
      i > cue &&
      /^(?:تقرير|مقال|مقابله|حديث|حوار|تصريح|تصريحات|برنامج|لقاء|افتتاحيه)/.test(tokens[i - 1]!.key);
    const to =
      key === 'ل' ||
      /^و?لل.{2}/.test(key) ||
      /^ل(?!ا|م$|ن$|قد$|لا|دي|ها$|ه$|هم$|كن|قاء).{2}/.test(key) ||
      withMedium ||
      within;
    if (!to) continue;
    const apart = key === 'ل' || withMedium || within;
    const first = apart ? i + 1 : i;
    // `قال لـexample.net: «…»`: a site by its address
    if (apart && tokens[first]?.kind === 'url') {
      const { text } = spanOf(context, first, first + 1);
      return { first, last: first + 1, name: text, media: true };
    }
    const mediaHead = MEDIA.has(bareHead(tokens[first]?.key ?? ''));
    const pair = context.pairOpenedAt.get(first) ?? (mediaHead ? context.pairOpenedAt.get(first + 1) : undefined);
    const mention = context.mentionAt[first] ?? (pair ? context.mentionAt[pair.open + 1] : undefined);
    if (pair && pairEnd(pair, tokens) <= gapEnd) {
      if (!mediaHead && key !== 'ل' && !within) continue;
      const end = pairEnd(pair, tokens);
      if (countWords(tokens, pair.open + 1, end) > 5) continue;
      const name = mention?.entity.name ?? spanOf(context, pair.open + 1, end).text;
      return {
        first: pair.open + 1,
        last: end,
        name,
        media: mention?.type !== 'PER' && (key === 'ل' || mediaHead || within),
      };
    }
    if (
      mention &&
      mention.last <= gapEnd &&
      mention.type === 'ORG' &&
      (mediaHead || isOutlet(context, mention.entity))
    ) {
      return { first: mention.first, last: mention.last, name: mention.entity.name, media: true };
    }
    if (mediaHead) {
      const end = Math.max(first + 1, nounPhraseEnd(context, first, gapEnd));
      const alone = end === first + 1 && /^لل|^ال/.test(tokens[first]!.key);
      const found = alone ? speakers.outletCalled(bareHead(tokens[first]!.key), first) : speakers.peek(first, end);
      return {
        first,
        last: end,
        name: found?.name ?? spanOf(context, first, end).text.replace(/^لل/, 'ال').replace(/^ل/, ''),
        media: true,
      };
    }
    if (isWord('addressee', key)) return { first: i, last: i + 1, name: key, media: false };
  }
  return null;
}

const NETWORKS =
  /^(?:موقع )?(?:تويتر|فيسبوك|فيس بوك|إنستغرام|انستغرام|إكس|يوتيوب|تيك توك|تليغرام|تلغرام|واتساب|سناب شات)/;

/** `في حديث لبرنامج … على قناة الجزيرة`, `في اتصال مع فرانس برس`: a well-known outlet named beside the cue that does not speak. */
function outletInGap(context: Context, from: number, gapEnd: number, item: Draft): Draft['via'][number] | null {
  const { source } = item;
  for (const mention of mentionsWithin(context, from, gapEnd)) {
    if (mention.type !== 'ORG') continue;
    if (source && mention.first >= source.first && mention.first < source.last) continue;
    const key = context.tokens[mention.first - 1]?.key ?? '';
    if (
      !/^(?:في|مع|الي|علي|عبر|ل|ب|لقناه|لصحيفه|لوكاله|لموقع|قناه|صحيفه|وكاله|موقع|شبكه|اذاعه)$/.test(key) &&
      context.tokens[mention.first - 1]?.kind !== 'quote'
    )
      continue;
    if (!isOutlet(context, mention.entity) || NETWORKS.test(mention.entity.name)) continue;
    return { ...spanOf(context, mention.first, mention.last), name: mention.entity.name };
  }
  return null;
}

/** `في تسجيل بثه موقع «…»`, `في بيان نشرته الوكالة`: the outlet that published what was said. */
function publishedBy(
  context: Context,
  from: number,
  gapEnd: number,
): { first: number; last: number; name: string } | null {
  const { tokens } = context;
  for (let i = from; i < gapEnd - 1; i++) {
    if (
      !/^(?:بثه|بثته|بثها|نشره|نشرته|نشرتها|نشرها|نقله|نقلته|نقلها|نقلتها|اذاعته|اذاعه|اوردته|اوردها|اوردتها|تناقلته)$/.test(
        tokens[i]!.key,
      )
    )
      continue;
    const last = nounPhraseEnd(context, i + 1, gapEnd);
    if (last <= i + 1 || isTitle(context, tokens[i + 1]!.key)) return null;
    const mention = mentionsWithin(context, i + 1, last).find((m) => m.type === 'ORG');
    if (!mention && !MEDIA.has(bareHead(tokens[i + 1]!.key))) return null;
    return { first: i + 1, last, name: mention?.entity.name ?? spanOf(context, i + 1, last).text };
  }
  return null;
}

/** `في منشور له على موقع “تليغرام”`, `خلال مؤتمر صحفي`: the adjunct of medium between cue and content. */
function mediumOf(context: Context, cue: number, gapEnd: number): TextSpan | null {
  const { tokens } = context;
  for (let i = cue + 1; i < gapEnd - 1; i++) {
    if (!/^(?:في|خلال|عبر|علي|اثناء|ضمن)$/.test(tokens[i]!.key) || !isWord('medium', tokens[i + 1]!.key)) continue;
    if (
      /^(?:وقت|سياق|السياق|اطار|شان|السنه|العام|الوقت|هذا|ذات|نفس|هامش|ضوء|اعقاب|نهايه|بدايه)$/.test(tokens[i + 1]!.key)
    )
      continue;
    let end = gapEnd;
    for (let k = i + 2; k < gapEnd; k++) {
      if (isComma(tokens[k]) || isColon(tokens[k]) || isStop(tokens[k])) {
        end = k;
        break;
      }
    }
    return spanOf(context, i, Math.min(end, i + 14));
  }
  return null;
}
