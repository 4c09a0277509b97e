/** `analyze normalize`: the first station on its own, with a switch for each rule. */
import { type Command, Option } from 'commander';
import { readInputs } from '../../input/index.ts';
import { wrap } from '../../output/width.ts';
import { fold, PROFILES, type ProfileName, RULES, type RuleName, type Switches } from '../../text/index.ts';
import { unknown } from '../errors.ts';
import { addInputFlags, type InputFlags, inputOptions, problemText } from '../inputs.ts';
import { streamWriter } from '../io.ts';
import type { GuardedIo } from '../screen.ts';
import { EXIT } from './analyze.ts';

const RULE_NAMES = Object.keys(RULES) as RuleName[];
const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];
const FORMATS = ['text', 'jsonl'] as const;

/** `superscriptAlef` -> `superscript-alef`. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `  light       compose tashkeel …`, in lines of a terminal. */
function profileHelp(name: ProfileName): string {
  const rules = RULE_NAMES.filter((rule) => PROFILES[name][rule]).map(kebab);
  const lines = wrap(rules.join(' ') || '(changes nothing)', 84);
  return lines.map((line, index) => `  ${(index ? '' : name).padEnd(12)}${line}`).join('\n');
}

type Flags = InputFlags & { profile: string; format: string; alignment?: boolean } & Switches;

export function addNormalize(
  program: Command,
  io: GuardedIo,
  done: (code: number | null, command: Command) => void,
): void {
  const command = program
    .command('normalize')
    .summary('print the text with spellings joined, marks removed, …')
    .description('Prints the text of each input normalised by a profile, or by rules switched on and off one by one.')
    .argument('[paths...]', 'files, folders, globs; - or a pipe reads standard input')
    .optionsGroup('Output:')
    .option(
      '-f, --format <format>',
      `${FORMATS.join(' or ')} (an object a document, with path, rules and text)`,
      'text',
    )
    .option('--alignment', 'with jsonl: for each character the start and end of what it stands for')
    .optionsGroup('Rules (with --no- in front a rule of the profile is left out):')
    .option('-p, --profile <name>', `the rules to begin with: ${PROFILE_NAMES.join(', ')}`, 'light');
  for (const rule of RULE_NAMES) {
    command.option(`--${kebab(rule)}`, RULES[rule].says).addOption(new Option(`--no-${kebab(rule)}`).hideHelp());
  }
  addInputFlags(command)
    .addHelpText(
      'after',
      `
Profiles:
${PROFILE_NAMES.map(profileHelp).join('\n')}

Examples:
  analyze normalize article.txt                        vowel marks, tatweel and invisible characters go
  analyze normalize -p search article.txt              also أ إ آ -> ا, ة -> ه, ى -> ي
  analyze normalize -p none --tashkeel < article.txt   only the vowel marks`,
    )
    .action(async (paths: string[], flags: Flags) => done(await normalize(paths, flags, io), command));
}

async function normalize(paths: string[], flags: Flags, io: GuardedIo): Promise<number | null> {
  if (!PROFILE_NAMES.includes(flags.profile as ProfileName)) throw unknown('profile', flags.profile, PROFILE_NAMES);
  if (!FORMATS.includes(flags.format as (typeof FORMATS)[number])) throw unknown('format', flags.format, FORMATS);
  const inputs = inputOptions(paths, flags, io);
  if (!inputs) return null;
  const switches = Object.fromEntries(
    RULE_NAMES.map((rule) => [rule, flags[rule] ?? PROFILES[flags.profile as ProfileName][rule] ?? false]),
  ) as Switches;
  const rules = RULE_NAMES.filter((rule) => switches[rule]);
  const output = streamWriter(io.stdout.as(flags.format === 'jsonl' ? 'json' : 'text'));
  let failed = 0;
  for await (const item of readInputs(inputs)) {
    if (!item.ok) {
      failed++;
      io.stderr.write(problemText(item.problem));
      continue;
    }
    const { text, path = null, id = null } = item.document;
    const { key, starts, ends } = fold(text, switches);
    if (flags.format === 'text') await output.write(key.endsWith('\n') ? key : `${key}\n`);
    else {
      const alignment = flags.alignment ? { starts: [...starts], ends: [...ends] } : {};
      await output.write(`${JSON.stringify({ path, id, rules, text: key, ...alignment })}\n`);
    }
  }
  await output.drain();
  return failed ? EXIT.failures : EXIT.ok;
}
