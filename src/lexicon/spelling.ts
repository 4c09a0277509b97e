/**
 * What spelling says against reading `form` (from `start`) as `spelled`: 0 nothing, 1 a letter written carelessly (`اعلن` for
 * أعلن, `قالى`), -1 another word (`أخبار` is not إخبار).
 */
export function spellingCost(spelled: string, form: string, start: number): number {
  let cost = 0;
  for (let i = 0; i < spelled.length; i++) {
    const want = spelled[i];
    const have = form[start + i];
    if (want === have) continue;
    if (have === 'آ' || want === 'آ') {
      if (have !== 'ا' && want !== 'ا') return -1;
      if (have === 'آ') return -1;
    } else if ((want === 'أ' && have === 'إ') || (want === 'إ' && have === 'أ')) return -1;
    else if (have === 'ة' && want === 'ه') return -1;
    cost++;
  }
  return cost;
}
