import { type Context, sentenceAt } from '../context.ts';
import type { Draft } from '../drafts.ts';
import type { QuotationModels } from '../models.ts';
import { addresseeOf } from './addressees.ts';
import { mediumOf } from './media.ts';
import { isParted } from './outlets.ts';
import type { Said } from './said.ts';
import { relaysOf } from './via.ts';

export type RelayModels = Pick<QuotationModels, 'media' | 'addressees' | 'outlets'>;

const saidOf = ({ cue, sign, extent, source }: Draft): Said => ({
  cue: cue?.token ?? sign?.[0] ?? -1,
  content: [extent.first, extent.last],
  source: source && [source.first, source.last],
});

/** Fills medium, addressee and the relaying outlets of every quotation. */
export function describeRelays(context: Context, drafts: readonly Draft[], models: RelayModels): void {
  for (const item of drafts) {
    const said = saidOf(item);
    item.medium = mediumOf(context, said, models.media);
    item.addressee = addresseeOf(context, said, models.addressees);
    item.via = relaysOf(context, said, namesOf(item), models.outlets);
  }
  carryOver(context, drafts);
}

/** The names of an outlet or body that speaks; a person is never called like an outlet. */
function namesOf({ resolved }: Draft): string[] {
  const referent = resolved?.referent;
  return referent && referent.kind !== 'person' && referent.entity ? [referent.name, ...referent.aliases] : [];
}

/** Medium and outlet hold for the next verb of the sentence: `قال لوكالة كذا في بيان إن …، مضيفا أن …`, also where a stop cuts it off: `… . مضيفا أن`. */
function carryOver(context: Context, drafts: readonly Draft[]): void {
  let before: Draft | null = null;
  for (const item of [...drafts].sort((a, b) => a.turn - b.turn)) {
    if (item.nested) continue;
    if (
      before !== null &&
      (context.sentenceOf[before.turn] === context.sentenceOf[item.turn] || goesOn(context, item)) &&
      before.resolved?.referent === item.resolved?.referent &&
      // `فيما أكد | الوزير`: whoever he is taken for, he speaks in a clause of his own
      !(item.source && isParted(context, before.turn, item.turn))
    ) {
      item.medium ??= before.medium;
      if (item.via.length === 0) item.via.push(...before.via);
    }
    before = item;
  }
}

/** A participle without a subject, at the beginning of a sentence: it goes on with the one before. */
const goesOn = (context: Context, { cue, source }: Draft): boolean =>
  cue?.role === 'participle' && source === null && cue.token - sentenceAt(context, cue.token).first < 2;
