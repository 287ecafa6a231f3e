/** What a kept release offers of its phone side: what a person does with a record, and the engine that carries it. */
export { AppDb } from '../../src/client/store/db.ts';
export { openDb } from '../../src/client/store/open-db.ts';
export { discardChange } from '../../src/client/store/records/discard-change.ts';
export { recordActivity } from '../../src/client/store/records/record-activity.ts';
export { reviewActivities } from '../../src/client/store/records/review-activities.ts';
export { readUploadStatus as readTruth } from '../../src/client/store/records/upload-status.ts';
export { restoreActivity, withdrawActivity } from '../../src/client/store/records/withdraw-activity.ts';
export { makeSend } from '../../src/client/sync/send.ts';
export { syncUntilDone } from '../../src/client/sync/sync-until-done.ts';
export { parseContent } from '../../src/domain/activity.ts';
export { Accounts, ActivityList, Devices, History } from '../../src/protocol/account.ts';
export { PlanPace } from '../../src/protocol/pace.ts';
export { readTolerantly } from '../../src/protocol/read-tolerantly.ts';
export { PROTOCOL_VERSION } from '../../src/protocol/sync.ts';
export { TallyReply, TallyViewReply } from '../../src/protocol/tally.ts';
