import type { Speaker } from '../model.ts';

/**
 * What stands behind a name: office and body, each only where what stands before it doesn't tell it already. Of `مسؤول في الوزارة`, who is
 * called by his office alone, nothing is left; `خليل الوزير` may be `الوزير`.
 */
export function officeOf(
  { name, role, kind }: Pick<Speaker, 'name' | 'role' | 'kind'>,
  body: string | null = null,
): string {
  const office = role && !(kind === 'unnamed' && name.includes(role)) ? role : null;
  return [office, body && ![name, role].some((told) => told?.includes(body)) ? body : null].filter(Boolean).join('، ');
}
