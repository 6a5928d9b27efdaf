/** What a look at a rotation function asks of AWS, and the reading of its log. Both are optional in the role that rotates. */
export const FUNCTION_ACTIONS = ['lambda:GetFunctionConfiguration', 'lambda:GetPolicy'] as const;
export const LOG_ACTION = 'logs:FilterLogEvents';

export const OPTIONAL_ACTIONS: readonly string[] = [...FUNCTION_ACTIONS, LOG_ACTION];
