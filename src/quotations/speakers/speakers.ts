import type { Entity, Resolution, SpeakerKind } from '../../model.ts';
import { foldKey } from '../../text/index.ts';
import {
  type Context,
  isComma,
  isDash,
  mentionBefore,
  mentionsWithin,
  type NameMention,
  spanOf,
  trimRange,
} from '../context.ts';
import { isDefinite, isFiniteCue, isPreposition, isTitle, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isWord } from '../words.ts';

/** Somebody or something that speaks in the article. */
export interface Referent {
  name: string;
  kind: SpeakerKind;
  /** Folded words of the fullest description. */
  keys: string[];
  /** Head noun without its article: `مصدر`. */
  head: string;
  genders: Set<'m' | 'f'>;
  number: 'sg' | 'pl' | null;
  entity: Entity | null;
  role: string | null;
  affiliation: string | null;
  aliases: Set<string>;
  /** Token of the last mention as a source. */
  seen: number;
  order: number;
}

export interface Resolved {
  referent: Referent | null;
  resolution: Resolution;
  note: string;
}

/** What the verb tells of its subject. */
export interface Agreement {
  gender: 'm' | 'f' | null;
  number: 'sg' | 'du' | 'pl' | null;
  /** The verb stands before an explicit subject: then it is singular whatever the subject's number. */
  verbFirst: boolean;
}

const PLURAL_UNNAMED = new Set(
  'مصادر مسؤولون مسؤولين شهود ناشطون ناشطين نشطاء انباء تنسيقيات قياديون ضباط مراقبون مراقبين محللون محللين خبراء سكان اهالي اعضاء دبلوماسيون دبلوماسيين مواطنون مواطنين متظاهرون محتجون معلومات تقارير دراسات احصاءات احصائيات بيانات ارقام تقديرات وثائق عمال اطباء كثيرون مختصون مختصين متخصصون باحثون باحثين قراصنة قراصنه روايات شهادات تحقيقات اوساط جهات وسائل صحف اشخاص علماء جيران محامون سلطات قوات'
    .split(' ')
    .map(foldKey),
);
const HUMAN_PLURAL = /(?:ون|ين|اء|شهود|سكان|اهالي|ضباط|عمال|قراصنه|اطباء|نشطاء|اعضاء|علماء|خبراء|اشخاص)$/;
const KIN = new Set(
  'وكيل زوجه زوج شقيق شقيقه ابن ابنه نجل والد والده محامي محاميه انصار مؤيدو مؤيدي عائله اسره مكتب حكومه اداره نظام فريق اقارب صديق صديقه حمله مقرب مقربون مقربين محامو قوات جيش معسكر عم خال حفيد ارمله طبيب جماعه حزب هيئه دفاع'.split(
    ' ',
  ),
);
const ORGANISATION_HEADS = new Set(
  'محكمه وزاره شرطه جيش لجنه هيئه هييه حكومه منظمه شركه بنك نادي اتحاد مجلس اداره محافظه مديريه قوات حزب حركه سلطات نيابه نقابه جمعيه مؤسسه جامعه مركز معهد ديوان رئاسه رياسه سفاره بعثه دوله برلمان كتله ائتلاف تحالف جماعه تنظيم فصيل فصائل جبهه مصلحه دايره دائره مكتب غرفه قياده امانه بلديه ولايه مجموعه مصنع مستشفي مصرف بورصه هيات كليه مدرسه صندوق وكاله جهاز حرس مقاومه معارضه سلطنه مملكه امم كونغرس بيت خارجيه داخليه تيار رابطه شبكه فريق منتخب'.split(
    ' ',
  ),
);
const MEDIA_HEADS = new Set(
  'صحيفه جريده قناه وكاله موقع مجله اذاعه تلفزيون شبكه صحف نشره يوميه اسبوعيه تلفزه فضائيه'.split(' '),
);

const bare = (key: string): string => key.replace(/^و?ال(?=.{2})/, '').replace(/^لل(?=.{2})/, '');

/** How many tokens back `الصحيفة`, `الوزارة` look for a name. */
const ANAPHOR_REACH = 3000;
/** How many of the speakers seen last a description can refer to. */
const RECENT_SPEAKERS = 40;

/** Keeps the speakers of one article apart and together, in the order in which they speak. */
export function createSpeakers(context: Context) {
  const { tokens } = context;
  const referents: Referent[] = [];
  const byEntity = new Map<Entity, Referent>();
  const aliasOf = new Map<string, string>();
  for (const [name, aliases] of context.lexicon.aliases) {
    for (const alias of [name, ...aliases]) aliasOf.set(foldKey(alias), name);
  }
  const nameKeys = new Map<Entity, string[]>();
  const byMention = new Map<Entity, NameMention[]>();
  const contexts = roleContexts(context);

  function register(
    referent: Omit<Referent, 'order' | 'seen' | 'aliases' | 'genders'> & { genders?: Set<'m' | 'f'> },
    at: number,
  ): Referent {
    const full: Referent = {
      ...referent,
      genders: referent.genders ?? new Set(),
      aliases: new Set(),
      seen: at,
      order: referents.length,
    };
    referents.push(full);
    return full;
  }

  /** The offices told within some pages around a token. */
  function contextsNear(at: number): RoleContext[] {
    if (contexts.length < 200) return contexts;
    let low = 0;
    let high = contexts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (contexts[middle]!.at < at) low = middle + 1;
      else high = middle;
    }
    return contexts.slice(Math.max(0, low - 100), low + 60);
  }

  /** The speakers seen last, the latest first. */
  function recently(): Referent[] {
    return referents
      .slice(-RECENT_SPEAKERS * 4)
      .sort((a, b) => b.seen - a.seen)
      .slice(0, RECENT_SPEAKERS);
  }

  function keysOf(entity: Entity): string[] {
    let keys = nameKeys.get(entity);
    if (!keys) {
      keys = foldKey(entity.name).split(/\s+/);
      nameKeys.set(entity, keys);
    }
    return keys;
  }

  function mentionsOf(entity: Entity): readonly NameMention[] {
    if (!byMention.size) {
      for (const mention of context.mentions) {
        const list = byMention.get(mention.entity);
        if (list) list.push(mention);
        else byMention.set(mention.entity, [mention]);
      }
    }
    return byMention.get(entity)?.slice(0, 12) ?? [];
  }

  /** The name that a lexicon of one's own gives to a speaker who goes by one of these. */
  function ownName(names: readonly string[]): string | null {
    if (!aliasOf.size) return null;
    for (const name of names) {
      const own = aliasOf.get(foldKey(name));
      if (own !== undefined) return own;
    }
    return null;
  }

  function ofEntity(entity: Entity, at: number): Referent {
    const known = byEntity.get(entity);
    if (known) return known;
    const own = ownName([entity.name, ...entity.aliases]);
    const same = own === null ? undefined : referents.find((r) => r.name === own);
    if (same) {
      for (const alias of [entity.name, ...entity.aliases]) same.aliases.add(alias);
      byEntity.set(entity, same);
      return same;
    }
    const keys = foldKey(entity.name).split(/\s+/);
    const isMedia = entity.type === 'ORG' && isOutlet(context, entity);
    const referent = register(
      {
        name: own ?? entity.name,
        kind: entity.type === 'PER' ? 'person' : isMedia ? 'media' : 'organization',
        keys,
        head: bare(keys[0] ?? ''),
        number: 'sg',
        entity,
        role: null,
        affiliation: null,
      },
      at,
    );
    for (const alias of entity.aliases) referent.aliases.add(alias);
    if (own !== null) referent.aliases.add(entity.name);
    byEntity.set(entity, referent);
    return referent;
  }

  /** The speaker whom the noun phrase `first`..`last` names. */
  function resolveSource(first: number, last: number, agreement: Agreement): Resolved {
    const at = first;
    const joint = jointSubject(first, last);
    if (joint) return note(joint, at, agreement, 'explicit', 'joint speaker');
    const person = headPerson(context, first, last);
    if (person) {
      const referent = ofEntity(person.entity, at);
      const head = nameHeadOf(person, first);
      if (head < person.first) {
        referent.aliases.add(referent.name);
        referent.name = spanOf(context, head, person.last).text;
        referent.keys = foldKey(referent.name).split(/\s+/);
        addRole(referent, first, last, head, person.last);
        return note(referent, at, agreement, 'explicit', 'the person named in the source');
      }
      const tail = nameTailOf(person, last);
      if (tail > person.last) {
        referent.aliases.add(referent.name);
        referent.name = spanOf(context, person.first, tail).text;
        referent.keys = foldKey(referent.name).split(/\s+/);
        addRole(referent, first, last, person.first, tail);
        return note(referent, at, agreement, 'explicit', 'the person named in the source');
      }
      addRole(referent, first, last, person.first, person.last);
      const full = person.entity.name === spanOf(context, person.first, person.last).text;
      return note(referent, at, agreement, full ? 'explicit' : 'alias', 'the person named in the source');
    }
    const organisation = headOrganisation(first, last);
    if (organisation) {
      const known = byEntity.has(organisation.entity);
      const short = organisation.entity.name !== spanOf(context, organisation.first, organisation.last).text;
      return note(
        ofEntity(organisation.entity, at),
        at,
        agreement,
        known && short ? 'alias' : 'explicit',
        'the organisation named in the source',
      );
    }
    const surname = surnamed(first, last);
    if (surname) return note(surname, at, agreement, 'alias', `the surname of ${surname.name}`);
    const earlier = anaphor(first, last, agreement);
    if (earlier) return note(earlier, at, agreement, 'anaphor', `the same as ${earlier.name}`);
    const span = described(first, last);
    const own = ownName([span.text]);
    if (own !== null) {
      const same = referents.find((r) => r.name === own);
      if (same) {
        same.aliases.add(span.text);
        return note(same, at, agreement, 'alias', 'an alias from the lexicon');
      }
      span.text = own;
    }
    const keys = descriptionKeys(first, last);
    const same = referents.find((r) => r.entity === null && sameDescription(r, keys));
    if (same) {
      if (span.text.length > same.name.length && isDefinite(keys[0] ?? '')) same.aliases.add(span.text);
      return note(same, at, agreement, 'explicit', 'described alike before');
    }
    const longer = referents.find((r) => r.entity === null && extendsDescription(r.keys, keys));
    if (longer) {
      longer.aliases.add(longer.name);
      longer.name = span.text;
      longer.keys = keys;
      return note(longer, at, agreement, 'explicit', 'described more fully');
    }
    const head = bare(keys[0] ?? '');
    const kind: SpeakerKind =
      isWord('unnamed', head) && !ORGANISATION_HEADS.has(head)
        ? 'unnamed'
        : MEDIA_HEADS.has(head)
          ? 'media'
          : ORGANISATION_HEADS.has(head)
            ? 'organization'
            : 'unnamed';
    const number = PLURAL_UNNAMED.has(head) || HUMAN_PLURAL.test(head) ? 'pl' : 'sg';
    const referent = register(
      { name: span.text, kind, keys, head, number, entity: null, role: null, affiliation: null },
      at,
    );
    return note(referent, at, agreement, 'explicit', 'an unnamed source of its own');
  }

  /** A plain word before a name of one word, after what ends a title: `رئيسة اللجنة | هدى | مرعب`. */
  function nameHeadOf(person: NameMention, first: number): number {
    const before = tokens[person.first - 1];
    const two = tokens[person.first - 2];
    if (person.last - person.first !== 1 || person.first - 1 <= first || before?.kind !== 'word' || !two)
      return person.first;
    const closes =
      isDefinite(two.key) ||
      context.mentionAt[person.first - 2] !== undefined ||
      context.pairClosedAt.has(person.first - 2);
    const plain =
      !context.mentionAt[person.first - 1] &&
      !isDefinite(before.key) &&
      !isTitle(context, before.key) &&
      !isPreposition(before.key) &&
      before.key.length > 2 &&
      !/^[وفبل]/.test(before.key) &&
      person.start === tokens[person.first]!.start;
    return closes && plain ? person.first - 1 : person.first;
  }

  /** Plain words after a mention that the source takes into the name: `فهد | بارباع`. */
  function nameTailOf(person: NameMention, last: number): number {
    let end = person.last;
    while (
      end < last &&
      end - person.last < 2 &&
      tokens[end]!.kind === 'word' &&
      !isTitle(context, tokens[end]!.key) &&
      !isPreposition(tokens[end]!.key) &&
      !/^(?:[وبلف]ال|لل)/.test(tokens[end]!.key) &&
      tokens[end]!.key.length > 2 &&
      (person.last - person.first === 1 || !isDefinite(tokens[end]!.key))
    )
      end++;
    return end === last ? end : person.last;
  }

  /** A single word that ends the name of a person who spoke before. */
  function surnamed(first: number, last: number): Referent | null {
    const keys = descriptionKeys(first, last);
    if (keys.length !== 1 || isTitle(context, keys[0]!)) return null;
    return recently().find((r) => r.kind === 'person' && r.keys.length > 1 && r.keys.at(-1) === keys[0]) ?? null;
  }

  function note(referent: Referent, at: number, agreement: Agreement, resolution: Resolution, text: string): Resolved {
    referent.seen = at;
    if (agreement.gender) referent.genders.add(agreement.gender);
    return { referent, resolution, note: text };
  }

  /** `الجيش الإسرائيلي والشاباك`: names joined by و are one speaker. */
  function jointSubject(first: number, last: number): Referent | null {
    const inside = mentionsWithin(context, first, last);
    if (inside.length < 2) return null;
    const [one, two] = [inside[0]!, inside[1]!];
    if (one.first > first + 1 || one.type === 'LOC') return null;
    if (two.first !== one.last || !/^و/.test(tokens[two.first]!.key) || two.start === tokens[two.first]!.start)
      return null;
    if (one.type !== two.type && one.type === 'PER') return null;
    const text = context.index.text.slice(one.start, two.end);
    const known = referents.find((r) => r.name === text);
    if (known) return known;
    return register(
      {
        name: text,
        kind: one.type === 'PER' ? 'person' : 'organization',
        keys: foldKey(text).split(/\s+/),
        head: '',
        number: 'pl',
        entity: null,
        role: null,
        affiliation: null,
      },
      first,
    );
  }

  function headOrganisation(first: number, last: number) {
    let i = first;
    if (isWord('same', tokens[i]!.key)) i++;
    if (tokens[i]?.kind === 'quote') i++;
    for (let k = i; k < last && k <= i + 1; k++) {
      const mention = context.mentionAt[k];
      if (!mention || mention.first < first) {
        if (k === i && (MEDIA_HEADS.has(bare(tokens[k]!.key)) || GENERIC.has(bare(tokens[k]!.key)))) {
          if (tokens[k + 1]?.kind === 'quote') {
            const quoted = context.mentionAt[k + 2];
            if (quoted) return quoted;
          }
          continue;
        }
        return null;
      }
      if (mention.type === 'PER' || mention.type === 'MISC') return null;
      return mention;
    }
    return null;
  }

  /** Definite descriptions and `المصدر نفسه`: somebody named or described before (or, for offices, anywhere). */
  function anaphor(first: number, last: number, agreement: Agreement): Referent | null {
    const keys = descriptionKeys(first, last);
    const [start, stop] = trimRange(context, first, last);
    const raw = tokens.slice(start, stop).map((t) => t.key);
    const emphatic = raw.some((key) => isWord('same', key));
    const words = keys.filter((key) => !isWord('same', key));
    const recent = recently();
    const agrees = (r: Referent): boolean =>
      !agreement.gender || r.genders.size === 0 || r.genders.has(agreement.gender);
    // الأخير, هذا الأخير
    if (raw.some((key) => /^(?:ال)(?:اخير|اخيره)$/.test(key)) && words.length <= 1)
      return lastPerson(start, agreement) ?? recent.find(agrees) ?? null;
    // سعادته, معاليها
    if (words.length === 1 && HONORIFIC.test(words[0]!))
      return recent.find((r) => r.kind === 'person' && agrees(r)) ?? lastPerson(start, agreement);
    if (words.length === 0) return emphatic ? (recent[0] ?? null) : null;
    const head = bare(words[0]!);
    const definite = isDefinite(words[0]!) || emphatic || (words.length > 1 && isDefinite(words.at(-1)!));
    if (!definite) return null;
    if (/^(?:متحدث|متحدثه|ناطق|ناطقه|متكلم)$/.test(head) && words.length === 1) {
      return (
        recent.find((r) => (r.head === head || hasHead(r.role, head)) && agrees(r)) ??
        recent.find((r) => r.kind === 'person' && agrees(r)) ??
        recent.find((r) => r.kind !== 'media' && r.number !== 'pl' && agrees(r)) ??
        null
      );
    }
    if (KIN.has(words[0]!) || KIN.has(head)) {
      // زوجة الضحية, where the article names زوجته فلانة
      const kin = contextsNear(start).filter((c) => {
        const near = c.words.at(-1) ?? '';
        return near !== head && near.startsWith(head.replace(/ه$/, '')) && near.length - head.length <= 2;
      });
      if (kin.length && kin.every((c) => c.entity === kin[0]!.entity)) return ofEntity(kin[0]!.entity, start);
    }
    const exact = recent.find((r) => r.entity === null && sameDescription(r, keys));
    if (exact) return exact;
    if (isDefinite(words[0]!) || emphatic) {
      // المصدر العسكري, المصادر, المحكمة, الوزارة: every word fits the earlier description
      const rest = words.slice(1).map(bare);
      const fits = (r: Referent): boolean =>
        (bare(r.keys[0] ?? '') === head && rest.every((w) => r.keys.some((k) => bare(k) === w))) ||
        (rest.length === 0 && r.entity !== null && calledA(r.entity, head));
      const found = recent.find((r) => fits(r) && (r.entity === null || r.kind !== 'person'));
      if (found) return found;
      if (words.length === 1 || rest.length <= 2) {
        const named = mentionBefore(context, start, ANAPHOR_REACH, (m) => {
          if (m.type === 'PER') return false;
          const name = keysOf(m.entity);
          return bare(name[0] ?? '') === head && name.length > 1 && rest.every((w) => name.some((k) => bare(k) === w));
        });
        if (named) return ofEntity(named.entity, start);
      }
    }
    // offices: رئيس الحكومة, الوزير, شيخ الأزهر, المحافظ
    const near = contextsNear(start);
    const office = near.find((c) => c.at !== start && roleMatches(context, c.words, words));
    if (office) {
      const nearest = near
        .filter((c) => roleMatches(context, c.words, words))
        .sort((a, b) => distance(a.at, start) - distance(b.at, start))[0]!;
      return ofEntity(nearest.entity, start);
    }
    if (isDefinite(words[0]!) || emphatic) {
      const person = recent.find((r) => r.kind !== 'media' && (hasHead(r.role, head) || r.head === head) && agrees(r));
      if (person) return person;
      if (MEDIA_HEADS.has(head)) {
        // الصحيفة after صحيفة «…»
        const outlet = mentionBefore(
          context,
          start,
          ANAPHOR_REACH,
          (m) => m.type === 'ORG' && headsOf(m.first).includes(head),
        );
        if (outlet) return ofEntity(outlet.entity, start);
      }
      // المدرب الألماني, الخبير, المسؤول اليمني: an occupation that nobody here was called by: the person who spoke or was named last
      if (
        isTitle(context, words[0]!) &&
        !isWord('thing', head) &&
        words.length <= 2 &&
        words.every(isDefinite) &&
        !PLURAL_UNNAMED.has(head)
      ) {
        const spoke = recent.find((r) => r.kind === 'person' && agrees(r));
        if (spoke) return spoke;
        return lastPerson(start, agreement);
      }
    }
    return null;
  }

  /** The noun before a name, also before its opening mark: `صحيفة «…»`. */
  function headsOf(first: number): string[] {
    return [tokens[first - 1], tokens[first - 2]]
      .filter((t) => t?.kind === 'word')
      .map((t) => bare(t!.key).replace(/^ل(?=صحيف|قنا|وكال|موقع|جريد|مجل|شبك|اذاع)/, ''));
  }

  /** Whether a mention of the entity has the noun in front: `صحيفة «…»`. */
  function calledA(entity: Entity, head: string): boolean {
    return mentionsOf(entity).some((m) => headsOf(m.first).includes(head));
  }

  function lastPerson(before: number, agreement: Agreement): Referent | null {
    const mention = mentionBefore(context, before, 80, (m) => m.type === 'PER');
    if (!mention || before - mention.last > 60) return null;
    const referent = ofEntity(mention.entity, mention.first);
    return agreement.gender && referent.genders.size && !referent.genders.has(agreement.gender) ? null : referent;
  }

  function addRole(referent: Referent, first: number, last: number, nameFirst: number, nameLast: number): void {
    if (referent.role !== null) return;
    const [a, b] = nameFirst > first ? [first, nameFirst] : [nameLast, last];
    const [start, end] = trimRange(context, a, b);
    if (start >= end || end - start > 14) return;
    referent.role = spanOf(context, start, end).text;
    const organisation = mentionsWithin(context, start, end).find((m) => m.type === 'ORG');
    if (organisation) referent.affiliation = organisation.entity.id;
  }

  /** The text of a description without a preposition attached in front: `لمصادر أمنية` -> `مصادر أمنية`, `للوثائق` -> `الوثائق`. */
  function described(first: number, last: number): { text: string } {
    const [start, stop] = describing(first, last);
    const { text } = spanOf(context, start, stop);
    if (attachedTo(context, start)) return { text: text.replace(/^لل/, 'ال').replace(/^ل(?!ل)/, '') };
    return { text: text.replace(/^و(?=ال)/, '') };
  }

  /** The words of a description without emphasis: `المصدر نفسه` -> [المصدر]. */
  function descriptionKeys(first: number, last: number): string[] {
    const [start, stop] = describing(first, last);
    return tokens
      .slice(start, stop)
      .filter((t) => t.kind === 'word' || t.kind === 'number')
      .map((t, k) =>
        k === 0 && attachedTo(context, start)
          ? t.key.replace(/^لل/, 'ال').replace(/^ل(?!ل)/, '')
          : k === 0 && /^وا?ل/.test(t.key) && t.key.length > 4
            ? t.key.replace(/^و/, '')
            : t.key,
      );
  }

  function describing(first: number, last: number): [number, number] {
    let [start, stop] = trimRange(context, first, last);
    const closing = context.pairClosedAt.get(last - 1);
    if (closing && closing.open > start && stop < last) stop = last;
    // nothing but marks: `بحسب »((`
    if (start >= stop) return [first, last];
    while (
      stop - start > 1 &&
      isWord('same', tokens[start]!.key) &&
      /^(?:هذا|هذه|هؤلاء|ذلك|تلك|نفس|ذات)$/.test(tokens[start]!.key)
    )
      start++;
    return [start, stop];
  }

  /** Whom a noun phrase names or refers to, without making it a speaker. */
  function peek(first: number, last: number): { name: string } | null {
    const named = headOrganisation(first, last);
    if (named) return named.entity;
    return anaphor(first, last, { gender: null, number: null, verbFirst: true });
  }

  /** The outlet that `الصحيفة`, `للقناة` refers to: the last one before that has the noun in front, else the last outlet. */
  function outletCalled(head: string, before: number): { name: string } | null {
    const outlet = (m: NameMention): boolean => m.type === 'ORG' && isOutlet(context, m.entity);
    const named =
      mentionBefore(context, before, ANAPHOR_REACH, (m) => outlet(m) && headsOf(m.first).includes(head)) ??
      mentionBefore(context, before, ANAPHOR_REACH, outlet);
    return named?.entity ?? null;
  }

  return { outletCalled, referents, resolveSource, ofEntity, lastPerson, byEntity, peek };
}

export type Speakers = ReturnType<typeof createSpeakers>;

/** `وفقاً لمصادر`, `طبقاً للوثائق`: the noun has the preposition of its attribution head. */
function attachedTo(context: Context, first: number): boolean {
  return (
    /^[وف]?(?:وفقا|طبقا|تبعا)$/.test(context.tokens[first - 1]?.key ?? '') && /^ل/.test(context.tokens[first]!.key)
  );
}

const HONORIFIC = /^(?:سمو|معالي|سعادت|فضيلت|جلالت|فخامت|سيادت|سماحت|غبطت|دولت)(?:ه|ها|هم)$/;

const GENERIC = new Set(
  'دوله جمهوريه مملكه سلطنه جماعه تنظيم حركه حزب هيئه ميليشيا منظمه شركه مؤسسه نادي منتخب فريق جبهه'.split(' '),
);
const distance = (a: number, b: number): number => (a < b ? b - a : (a - b) * 3);
/** Whether an entity is an outlet: its name is listed as one, or a mention has `صحيفة`, `وكالة` … in or before it. */
export function isOutlet(context: Context, entity: Entity): boolean {
  let known = context.outlets.get(entity);
  if (known === undefined) {
    known = readsAsOutlet(context, entity);
    context.outlets.set(entity, known);
  }
  return known;
}

function readsAsOutlet(context: Context, entity: Entity): boolean {
  const { tokens, lexicon } = context;
  return context.mentions.some((mention) => {
    if (mention.entity !== entity) return false;
    const match = lexicon.match('outlet', tokens, mention.first);
    if (match && match.last >= mention.last) return !match.word.tags.includes('platform');
    if (match?.word.tags.includes('head')) return true;
    const before = tokens[mention.first - 1];
    const head = before?.kind === 'quote' ? mention.first - 2 : mention.first - 1;
    return head >= 0 && lexicon.match('outlet', tokens, head)?.word.tags.includes('head') === true;
  });
}

function hasHead(role: string | null, head: string): boolean {
  return (
    role !== null &&
    foldKey(role)
      .split(/\s+/)
      .some((key) => bare(key) === head)
  );
}

/** The same words, whatever the article of the first (`مصادر محلية` / `المصادر المحلية` are not the same: the second refers). */
function sameDescription(referent: Referent, keys: string[]): boolean {
  return referent.keys.length === keys.length && referent.keys.every((key, i) => key === keys[i]);
}

/** `تنسيقيات المسلحين` -> `تنسيقيات المسلحين في سوريا`: a definite description told more fully. */
function extendsDescription(short: string[], long: string[]): boolean {
  return (
    short.length > 1 &&
    short.length < long.length &&
    isDefinite(short.at(-1)!) &&
    !isDefinite(short[0]!) &&
    isPreposition(long[short.length]!) &&
    short.every((key, i) => key === long[i])
  );
}

interface RoleContext {
  entity: Entity;
  words: string[];
  at: number;
}

/** The titles and offices around every person's name in the article: what `رئيس الحكومة` or `الوزير` can refer to. */
function roleContexts(context: Context): RoleContext[] {
  const { tokens } = context;
  const found: RoleContext[] = [];
  for (const mention of context.mentions) {
    if (mention.type !== 'PER') continue;
    let first = mention.first;
    while (first > 0 && mention.first - first < 10) {
      const before = tokens[first - 1]!;
      if (isComma(before) && mention.first === first) {
        first--;
        continue;
      }
      if (before.kind !== 'word' && before.kind !== 'quote') break;
      if (
        context.mentionAt[first - 1]?.type === 'PER' ||
        isWord('complementiser', before.key) ||
        isWord('time', before.key) ||
        isWord('relative', before.key) ||
        isWord('auxiliary', before.key) ||
        isWord('negation', before.key) ||
        isWord('question', before.key) ||
        isFiniteCue(context, first - 1)
      )
        break;
      first--;
    }
    const words = tokens
      .slice(first, mention.first)
      .filter((t) => t.kind === 'word')
      .map((t) => t.key);
    if (words.length) found.push({ entity: mention.entity, words, at: mention.first });
    let next = mention.last;
    if (isComma(tokens[next]) || isDash(tokens[next])) next++;
    if (tokens[next] && isTitle(context, tokens[next]!.key) && !/^و/.test(tokens[next]!.key)) {
      const end = nounPhraseEnd(context, next, Math.min(tokens.length, next + 10));
      const after = tokens
        .slice(next, end)
        .filter((t) => t.kind === 'word')
        .map((t) => t.key);
      if (after.length) found.push({ entity: mention.entity, words: after, at: mention.first });
    }
  }
  return found;
}

/** Whether `words` (`رئيس الحكومة`, `الوزير`) describe the office in `office` (`رئيس الحكومة المغربية`, `وزير الخارجية المصري`). */
function roleMatches(context: Context, office: string[], words: string[]): boolean {
  const head = bare(words[0]!);
  if (!isTitle(context, words[0]!)) return false;
  for (let i = 0; i < office.length; i++) {
    if (bare(office[i]!) !== head) continue;
    // the description starts the office: no noun of another's before it (`مستشار الوزير`)
    if (i > 0 && !isDefinite(office[i - 1]!) && isTitle(context, office[i - 1]!)) continue;
    const rest = words.slice(1).map(bare);
    let k = i + 1;
    let matched = true;
    for (const word of rest) {
      while (k < office.length && bare(office[k]!) !== word) k++;
      if (k >= office.length) {
        matched = false;
        break;
      }
      k++;
    }
    if (matched) return true;
  }
  return false;
}

/** The person who heads the noun phrase; not one in the complement of kin or agents (`شقيق العقيد حسان`, `المتحدث باسم فلان`). */
export function headPerson(context: Context, first: number, last: number) {
  const { tokens } = context;
  const persons = mentionsWithin(context, first, last).filter((m) => m.type === 'PER');
  for (const person of persons) {
    let start = first;
    while (start < person.first && (tokens[start]!.kind !== 'word' || isWord('same', tokens[start]!.key))) start++;
    if (person.start > tokens[person.first]!.start && person.first > first && /^[لب]/.test(tokens[person.first]!.key))
      continue;
    if (start >= person.first) return person;
    const before = tokens.slice(start, person.first).filter((t) => t.kind === 'word' || t.kind === 'abbreviation');
    const head = before[0];
    if (!head) return person;
    const previous = before.at(-1)!.key;
    // a second name after `و` or a preposition is somebody else's
    if (isPreposition(previous) || previous === 'باسم' || previous === 'وباسم') continue;
    if (
      before.some((t) => t.key === 'باسم') &&
      before.findIndex((t) => t.key === 'باسم') >= before.length - 2 &&
      before.slice(before.findIndex((t) => t.key === 'باسم') + 1).every((t) => isTitle(context, t.key))
    )
      continue;
    if (
      KIN.has(head.key) &&
      before.slice(1).every((t) => isTitle(context, t.key) || isDefinite(t.key)) &&
      before.length <= 3 &&
      !before.slice(1).some((t) => t.key.length > 2 && !isDefinite(t.key) && !isTitle(context, t.key))
    )
      continue;
    if (before.some((t) => isWord('unnamed', t.key) && PLURAL_UNNAMED.has(t.key))) continue;
    if (
      /^(?:مصدر|احد|احدي|بعض|عدد|متحدث|متحدثه|ناطق|مقرب|ممثل|مبعوث)$/.test(head.key) &&
      before.length >= 2 &&
      (previous === 'من' || previous === 'عن' || before.length <= 2)
    )
      continue;
    return person;
  }
  return null;
}
