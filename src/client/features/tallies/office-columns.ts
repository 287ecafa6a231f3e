import type { Accessor } from 'solid-js';
import { NO_CHOICE } from '../../../domain/figures/columns.ts';
import type { PlanId } from '../../../domain/ids.ts';
import { labels } from '../../labels/labels.ts';
import { createSetting } from '../../office/create-setting.ts';
import { settingInForce } from '../../store/lists/plan-settings.ts';
import { showSnack } from '../../ui/snack.tsx';
import type { OfficeColumns } from './columns-key.tsx';

/** The columns that an office begins with in a plan. */
export function createOfficeColumns(planId: Accessor<PlanId>): OfficeColumns {
  const setting = createSetting(() => ({ planId: planId(), unitId: null }), 'columns');
  const words = () => labels().tallies.planSettings.columns;
  return {
    value: () => {
      const known = setting.known();
      return (known && settingInForce(known)) ?? NO_CHOICE;
    },
    maySet: setting.maySet,
    note: () => {
      const waiting = setting.known()?.waiting;
      if (waiting?.refused) return labels().domain.errors[waiting.refused];
      return waiting && words().waits;
    },
    set: ({ hidden, added }) => {
      const told = setting.set({ hidden: [...hidden], added: [...added] });
      void told.then((became) => showSnack({ text: became === 'sent' ? words().sent : words().waits, icon: 'tick' }));
    },
  };
}
