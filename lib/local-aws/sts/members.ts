import { list, required, structure, text, type Field } from '@/lib/local-aws/wire/fields';

/** Members and limits of the service model (STS 2011-06-15). */
export const namePattern = { pattern: /^[\w+=,.@-]*$/, patternText: '[\\w+=,.@-]*' };
export const sessionName = { min: 2, max: 64, ...namePattern };

export const policy = text({ min: 1, max: 2048, sensitive: true });
export const policyArns = list(structure<{ arn: string | undefined }>({ arn: text({ min: 20, max: 2048 }) }), {
  max: 10,
});

export type Tag = { Key: string; Value: string };
const tag: Field<Tag | undefined> = structure<Tag>({
  Key: required(text({ min: 1, max: 128 }), ''),
  Value: required(text({ max: 256 }), ''),
});
export const tags = list(required(tag, { Key: '', Value: '' }), { max: 50 });
export const tagKeys = list(required(text({ min: 1, max: 128 }), ''), { max: 50 });

export const serialNumber = text({ min: 9, max: 256, pattern: /^[\w+=/:,.@-]*$/, patternText: '[\\w+=/:,.@-]*' });
export const tokenCode = text({ min: 6, max: 6, pattern: /^\d*$/, patternText: '[\\d]*' });
