/** Office, affiliation and gender of whoever speaks. */
import type { Forest } from '../../learned/trees.ts';
import { type Context, matchAt, readings } from '../context.ts';
import { isFiniteCue } from '../sources/noun-phrases.ts';
import { isWord } from '../words.ts';
import { bodyOf, bodyText } from './bodies.ts';
import { MOST_PLACES, type RoleSpan, roleOf, roleText } from './roles.ts';
import type { Voice } from './voices.ts';

export interface Office {
  role: string | null;
  /** Id of the organisation's entity, or its words where it is none. */
  affiliation: string | null;
  gender: 'm' | 'f' | null;
}

export interface OfficeModels {
  roles?: Forest | undefined;
  affiliations?: Forest | undefined;
}

/** What the article tells of a speaker. */
export function officeOf(context: Context, voice: Voice, models: OfficeModels): Office {
  if (voice.kind === 'organization' || voice.kind === 'media' || isJoint(voice))
    return { role: null, affiliation: null, gender: null };
  const role = roleOf(context, voice, models.roles);
  const body = bodyOf(context, voice, role, models.affiliations);
  return {
    role: (role && roleText(context, role)) || null,
    affiliation: body && (body.entity ? body.entity.id : bodyText(context, body)),
    gender: voice.plural ? null : genderOf(context, voice, role),
  };
}

/** `سامي نور وهدى علي`: each has an office of his own; several nameless people are told as `unnamed`, no `person`. */
const isJoint = ({ kind, plural, entity }: Voice): boolean => kind === 'person' && plural && entity === null;

/**
 * The verbs' gender where they agree; else that of the words beside the name: `قالت منى`, `منى التي`, `السيدة منى`; else that of the name:
 * `محمد`, `مصدر`.
 */
function genderOf(context: Context, voice: Voice, role: RoleSpan | null): 'm' | 'f' | null {
  if (voice.genders.size === 1) return [...voice.genders][0]!;
  let feminine = 0;
  const vote = (gender: 'm' | 'f' | null | undefined): void => {
    if (gender) feminine += gender === 'f' ? 1 : -1;
  };
  if (role) vote(titleGender(context, role.first));
  const places = voice.names.length ? voice.names : voice.sources;
  for (const [first, last] of places.slice(0, MOST_PLACES)) {
    for (let i = first; i >= Math.max(0, first - 3); i--) {
      const reading = readings(context, context.tokens[i])[0];
      if (i < first && reading?.form.person === 3 && isFiniteCue(context, i)) vote(reading.form.gender);
      if (!context.mentionAt[i]) vote(titleGender(context, i));
    }
    const after = context.tokens[last]?.key;
    if (isWord('who-he', after)) vote('m');
    if (isWord('who-she', after)) vote('f');
  }
  if (feminine === 0) return voice.nameGender;
  return feminine > 0 ? 'f' : 'm';
}

/** `السيدة`, `الوزيرة` are feminine, `الوزير` is masculine. */
function titleGender(context: Context, i: number): 'm' | 'f' | null {
  const match = matchAt(context, 'role', i);
  return match && match.number !== 'pl' ? match.gender : null;
}
