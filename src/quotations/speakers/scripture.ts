/** Verses and traditions: whose words they are stands in a blessing or a name that is no name of the news. */

import { foldKey } from '../../text/index.ts';
import type { TokenRange } from '../choosing.ts';
import { type Context, complementiser, isColon, matchAt, spanOf } from '../context.ts';
import { perArticle, perPart } from '../once.ts';
import type { Saying } from '../sayings.ts';
import { isWord } from '../words.ts';

export interface Revealed {
  /** `الله`, `النبي`. */
  name: string;
  /** The words behind the reporting word; `named` where they name him (`رسول الله`), else they bless (`تعالى`). */
  first: number;
  last: number;
  named: boolean;
}

/** `قال | تعالى`, `لقوله | - عز وجل -`, `قال (صلى الله عليه وسلم)`, `قال | رسول الله`; not `قال | رسول السراي`, `دعا | الله`. */
function revealed(context: Context, { reading, cueEnd, role }: Saying): Revealed | null {
  if (!reading || role === 'phrase' || !isWord('says', reading.form.lemma.lemma)) return null;
  const { tokens } = context;
  const first = tokens[cueEnd]?.kind === 'punctuation' && !isColon(tokens[cueEnd]) ? cueEnd + 1 : cueEnd;
  const match = matchAt(context, 'scripture', first);
  const name = match?.word.tags[0] ?? '-';
  if (!match || match.prefix > 0 || name === '-' || isOfName(context, first, match.last)) return null;
  return { name: calledIn(context, name), first, last: match.last, named: match.word.tags.includes('name') };
}

/** Whose verse or tradition it is, by the words behind the reporting word or by its source. */
export const revealedBy = (context: Context, said: Saying, source: TokenRange | null): Revealed | null =>
  revealed(context, said) ?? revealedBefore(context, said) ?? (source && revealedAs(context, source));

/** How many words name and bless him before a verb. */
const BEFORE = 8;

/** `والله تعالى | يقول`, `رسول الله صلى الله عليه وسلم | يقول`, `الحديث الشريف: «…»`: what stands right before the verb, or is the reporting word. */
function revealedBefore(context: Context, { cue, cueEnd, lead, role, reading }: Saying): Revealed | null {
  if (role === 'noun')
    return isTradition(context, cue, lead)
      ? { name: calledIn(context, PROPHET), first: cue, last: cueEnd, named: false }
      : revealedAs(context, [cue, cueEnd]);
  if (role !== 'verb' || !reading || !isWord('says', reading.form.lemma.lemma)) return null;
  for (let first = cue - 1; first >= 0 && first >= cue - BEFORE; first--) {
    const match = matchAt(context, 'scripture', first);
    const found = match?.word.tags[1] && opens(context, first, match.prefix) ? revealedAs(context, [first, cue]) : null;
    if (found) return found;
  }
  return null;
}

const PROPHET = 'النبي';

/** `وفي الحديث: «…»`: by itself the word means one of his. */
const isTradition = ({ tokens }: Context, cue: number, lead: number): boolean =>
  isWord('tradition', tokens[cue]!.key) && isWord('tradition-in', tokens[cue - 1]?.key ?? '') && lead === cue + 1;

/** `والله تعالى`, `، النبي الكريم`, `كان رسول الله`; not `رجلاً من أصحاب | النبي`. */
function opens({ tokens }: Context, first: number, prefix: number): boolean {
  const before = tokens[first - 1];
  return (
    prefix > 0 || before?.kind !== 'word' || complementiser(before, true) !== null || isWord('auxiliary', before.key)
  );
}

/** `فالله سبحانه وتعالى | يقول`, `النبي صلى الله عليه وسلم`: a source that is one of these names and blessings. */
function revealedAs(context: Context, [first, last]: TokenRange): Revealed | null {
  const match = matchAt(context, 'scripture', first);
  const name = match?.word.tags[0] ?? '-';
  if (!match || name === '-' || isOfName(context, first, match.last)) return null;
  for (let end = match.last; end < last; ) {
    const blessing = matchAt(context, 'scripture', end);
    if (!blessing) return null;
    end = blessing.last;
  }
  return { name: calledIn(context, name), first, last: match.last, named: match.word.tags.includes('name') };
}

/** `رسول | السراي`, `المصطفى`: a person's name, or a part of one; not `عز من قائل`. */
function isOfName({ mentionAt }: Context, first: number, last: number): boolean {
  const name = mentionAt[first];
  return mentionAt[last] != null || (name != null && (last - first === 1 || name.last > last));
}

/** Where the article names God with a blessing, or the prophet, under the name by which it calls him, or by his blessing alone. */
export const holyNames = perArticle((context: Context): Revealed[] => {
  const found: Revealed[] = [];
  for (let i = 0; i < context.tokens.length; i++) {
    const match = matchAt(context, 'scripture', i);
    if (!match || isOfName(context, i, match.last)) continue;
    const [name, named] = match.word.tags;
    if (name && named) found.push({ name, first: i, last: match.last, named: named === 'name' });
    i = match.last - 1;
  }
  return found;
});

/** An article that writes `رسول الله` and never `النبي` means him by that name. */
const calledIn = perPart((context: Context, name: string): string => {
  const key = foldKey(name);
  const names = holyNames(context).filter((one) => one.name === name && one.named);
  const isWritten = ({ first, last }: Revealed): boolean =>
    context.tokens.slice(first, last).some((token) => token.key.endsWith(key));
  if (names.length === 0 || names.some(isWritten)) return name;
  return spanOf(context, names[0]!.first, names[0]!.last).text;
});

/** Tokens behind a name in which a blessing begins: `الطيبي | - رحمه الله`. */
const BLESSED = 2;

/** A scholar of old, by the blessing behind the source or in it: who quotes him goes on. */
export function isOfOld({ tokens }: Context, [first, last]: TokenRange): boolean {
  for (let i = first; i < Math.min(tokens.length, last + BLESSED); i++)
    if (isWord('of-old', tokens[i]!.key)) return true;
  return false;
}
