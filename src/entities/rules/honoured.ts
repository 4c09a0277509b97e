import { DEFINITE, GIVEN, GIVEN_OR_WORD, LINK_WITHIN, TITLE } from '../lists.ts';
import type { Scene } from '../scene.ts';

function flagsAt(scene: Scene, at: number): number {
  return scene.words[at]?.bare.flags ?? 0;
}

/** `الملك`, `الأمير`, `الشيخ` before a given name. */
export function isHonorific(scene: Scene, at: number): boolean {
  const title = TITLE | DEFINITE;
  return (flagsAt(scene, at) & title) === title && (flagsAt(scene, at + 1) & (GIVEN | GIVEN_OR_WORD)) !== 0;
}

/** Whom a facility or a body is named after: `الملك خالد`, `الحبيب بورقيبة`. The token after the name, or 0. */
export function honouredEnd(scene: Scene, at: number, limit: number): number {
  const honorific = isHonorific(scene, at);
  const first = honorific ? at + 1 : at;
  const names = GIVEN | LINK_WITHIN | (honorific ? GIVEN_OR_WORD : 0);
  let end = first;
  while (end < limit && flagsAt(scene, end) & names) end++;
  if (end > first && end < limit && scene.words[end]?.unknown) end++;
  return end > first ? end : 0;
}
