import { packageRule, roomRule, setupRule, tableRule, testingRule, upwardRule } from './rules/imports';
import { markupRule } from './rules/markup';
import { routeRule } from './rules/routes';
import { serverOnlyRule } from './rules/server-only';
import { authorizeRule, revealRule } from './rules/services';
import { defaultExportRule, nameRule, sizeRule } from './rules/shape';
import type { Rule } from './source-file';
import { environmentRule, machineRule, primitiveRule, sqlRule } from './rules/words';

/** Every rule, by the sentence that it holds. */
export const rules: Readonly<Record<string, Rule>> = {
  'each file stands in a room': roomRule,
  'imports go by @/ or ./, never upwards': upwardRule,
  'each room imports only what the table allows': tableRule,
  'packages are known where they belong': packageRule,
  'what is for tests is loaded by tests': testingRule,
  'the setup needs nothing but Node': setupRule,
  'server rooms say server-only first': serverOnlyRule,
  'every route is made by route()': routeRule,
  'every verb begins with authorize()': authorizeRule,
  'a value is opened in one place': revealRule,
  'no file is too long': sizeRule,
  'default exports are left to frameworks': defaultExportRule,
  'files are named by what they do': nameRule,
  'markup keeps to the content security policy': markupRule,
  'primitives know no word of the domain': primitiveRule,
  'SQL is spoken in the store': sqlRule,
  'the environment is read in one place': environmentRule,
  'no path of one machine': machineRule,
};
