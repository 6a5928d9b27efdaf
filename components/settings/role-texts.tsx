import type { AccountView } from '@/lib/contract/accounts';
import { TextCards } from './text-cards';

type Form = 'json' | 'stack' | 'terraform';

const FORMS: readonly { form: Form; title: string; note: string }[] = [
  {
    form: 'json',
    title: 'JSON',
    note: 'Each role’s policy and its trust policy, for this account. Paste them in IAM, or use one of the forms below, which make the same roles.',
  },
  {
    form: 'stack',
    title: 'CloudFormation',
    note: 'One template for all accounts, fit for a StackSet with service-managed permissions: deploy it in one region of each account, since IAM is global, and give it this account’s parameters. The organization’s management account is in no such StackSet and needs the stack by itself.',
  },
  {
    form: 'terraform',
    title: 'Terraform',
    note: 'A module for one account, and its call for this one. Add a call for each account, since Terraform takes one provider for each.',
  },
];

const LABELS: Readonly<Record<string, { form: Form; label: string }>> = {
  'keyledger-roles.yaml': { form: 'stack', label: 'Template' },
  'parameters.json': { form: 'stack', label: 'Parameters of this account' },
  'keyledger-roles.tf': { form: 'terraform', label: 'Module' },
  'account.tf': { form: 'terraform', label: 'Call for this account' },
};

/** Where a text of an account is saved from. */
export const toSaved = (account: string, name: string): { href: string; save: string } => ({
  href: `/api/accounts/${account}/files/${name}`,
  save: `${account}-${name}`,
});

const describe = (name: string): { form: Form; label: string } => {
  const use = name.replace(/(-trust)?\.json$/, '');
  const label = name.endsWith('-trust.json') ? `Trust policy of the ${use} role` : `Policy of the ${use} role`;
  return LABELS[name] ?? { form: 'json', label };
};

/** What makes an account's roles, in three forms. */
export function RoleTexts({ account }: { account: AccountView }) {
  const files = account.files.filter(({ name }) => name !== 'dashboard.json');
  const described = files.map((file) => ({ ...file, ...describe(file.name), ...toSaved(account.id, file.name) }));
  const groups = FORMS.map(({ form, title, note }) => ({
    title,
    note,
    texts: described
      .filter((file) => file.form === form)
      .map(({ name, label, text, href, save }) => ({ name, label, text, href, save })),
  }));
  return <TextCards groups={groups} />;
}
