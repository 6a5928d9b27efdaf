/** What `{ Ref: 'AWS::NoValue' }` is: the property is not there. */
const NOTHING = Symbol('AWS::NoValue');

export interface StackValues {
  /** Parameters and pseudo parameters; a list is a CommaDelimitedList. */
  refs: Readonly<Record<string, string | readonly string[]>>;
  conditions: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fillText = (text: string, { refs }: StackValues): string =>
  text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    const value = refs[name];
    if (typeof value !== 'string') throw new Error(`nothing for ${name}`);
    return value;
  });

function call(name: string, given: unknown, values: StackValues): unknown {
  const list = Array.isArray(given) ? given : [given];
  const [first, second, third] = list;
  if (name === 'Ref') return first === 'AWS::NoValue' ? NOTHING : values.refs[String(first)];
  if (name === 'Fn::Sub') return fillText(String(first), values);
  if (name === 'Fn::Equals') return fill(first, values) === fill(second, values);
  if (name === 'Fn::Not') return fill(first, values) === false;
  if (name === 'Fn::If') return fill(fill(values.conditions[String(first)], values) === true ? second : third, values);
  throw new Error(`${name} is not known here`);
}

/** CloudFormation's functions filled in, as far as our template has any. */
export function fill(value: unknown, values: StackValues): unknown {
  if (Array.isArray(value)) return value.map((entry) => fill(entry, values));
  if (!isObject(value)) return value;
  const [[name, given] = ['', null], ...others] = Object.entries(value);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return call(name, given, values);
  const filled = Object.entries(value).map(([key, inner]) => [key, fill(inner, values)] as const);
  return Object.fromEntries(filled.filter(([, inner]) => inner !== NOTHING));
}
