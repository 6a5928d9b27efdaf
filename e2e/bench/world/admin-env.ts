import { adminUsers } from '@/lib/local-aws/seed/identities';

export interface Place {
  endpoint: string;
  account: string;
  region: string;
}

/** The environment in which an AWS SDK or command line is the administrator of an account of the seeded world. */
export function adminEnv({ endpoint, account, region }: Place): NodeJS.ProcessEnv {
  const user = adminUsers.find((one) => one.account === account);
  if (!user) throw new Error(`no administrator of ${account}`);
  return {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
