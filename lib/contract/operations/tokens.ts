import { z } from '@/lib/contract/zod';
import { noBody, none, operation, reading } from '@/lib/contract/operation';
import { createdToken, createTokenInput, tokensList } from '@/lib/contract/tokens';

export const listTokensOperation = operation({
  ...reading,
  id: 'listTokens',
  path: '/api/tokens',
  summary: "Everybody's API tokens, and those that ended within 30 days; never the tokens themselves",
  permission: 'token.manage',
  answer: tokensList,
});

export const createTokenOperation = operation({
  id: 'createToken',
  method: 'POST',
  path: '/api/tokens',
  summary: 'Creates an API token, which is answered this once; it never may more than its person may',
  permission: 'token.manage',
  bucket: 'tokenCreation',
  params: none,
  query: none,
  body: createTokenInput,
  answer: createdToken,
  status: 201,
  codes: ['conflict', 'too_large', 'reauth_required'],
  idempotent: true,
});

export const endTokenOperation = operation({
  id: 'endToken',
  method: 'DELETE',
  path: '/api/tokens/{id}',
  summary: 'Ends an API token at once',
  permission: 'token.manage',
  params: z.strictObject({ id: z.string().regex(/^[0-9A-Za-z]{11}$/, 'is no id of a token') }),
  query: none,
  body: noBody,
  answer: z.void(),
  status: 204,
  codes: ['not_found'],
});
