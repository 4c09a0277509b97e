/** Verses and traditions: whose words they are stands in a blessing or a name that is no name of the news. */
import type { Context } from '../context.ts';
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

/** `قال | تعالى`, `لقوله | عز وجل`, `قال (صلى الله عليه وسلم)`, `قال | رسول الله`; not `قال | رسول السراي`, `دعا | الله`. */
export function revealed(context: Context, { reading, cueEnd, role }: Saying): Revealed | null {
  if (!reading || role === 'phrase' || !isWord('tells-scripture', reading.form.lemma.lemma)) return null;
  const { tokens, lexicon } = context;
  const first = tokens[cueEnd]?.form === '(' ? cueEnd + 1 : cueEnd;
  const match = lexicon.match('scripture', tokens, first);
  const name = match?.word.tags[0] ?? '-';
  if (!match || match.prefix > 0 || name === '-' || context.mentionAt[first] || context.mentionAt[match.last])
    return null;
  return { name, first, last: match.last, named: match.word.tags.includes('name') };
}
