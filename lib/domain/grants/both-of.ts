import { isEverywhere, type GrantRule, type Visibility } from '@/lib/domain/grant';

function bothRules(one: GrantRule, other: GrantRule): GrantRule {
  if (isEverywhere(one)) return other;
  if (isEverywhere(other)) return one;
  return { ...one, also: one.also ? bothRules(one.also, other) : other };
}

/** Where both hold. */
export const bothOf = (one: Visibility, other: Visibility): Visibility => ({
  allow: one.allow.flatMap((rule) => other.allow.map((also) => bothRules(rule, also))),
  deny: [...one.deny, ...other.deny],
});
