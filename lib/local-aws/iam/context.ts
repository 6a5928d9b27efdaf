/** What is known of a request, by condition key; a key that is absent is absent for `IfExists` and `Null`. */
export type Context = Readonly<Record<string, readonly string[] | undefined>>;

/** Condition key names are not case-sensitive (IAM reference, "Condition keys"). */
export function find(context: Context, key: string): readonly string[] | undefined {
  const lower = key.toLowerCase();
  const found = context[key] ?? Object.entries(context).find(([name]) => name.toLowerCase() === lower)?.[1];
  return found === undefined || found.length === 0 ? undefined : found;
}
