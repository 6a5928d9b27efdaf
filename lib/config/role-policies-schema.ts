import 'server-only';
import { z } from 'zod';

/** What narrows the policies that Settings prints; a tag's characters are IAM's. */
export const rolePoliciesSection = z
  .strictObject({
    onlyTag: z
      .strictObject({
        key: z.string().regex(/^[\w .:/=+@-]{1,128}$/, "is no tag's key"),
        value: z.string().regex(/^[\w .:/=+@-]{1,256}$/, "is no tag's value"),
      })
      .optional(),
    rotationFunctions: z
      .string()
      .regex(/^[\w*?-]{1,64}$/, 'is no name of a Lambda function, with * and ? for what varies')
      .default('*'),
  })
  .default({ rotationFunctions: '*' });
