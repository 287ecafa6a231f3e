import type { EntryKind, ReferenceIssue, ReferenceIssueCode } from '../../../domain/reference-changes.ts';

/** What an issue names, as it reads on screen. */
interface IssueNames {
  readonly name: string;
  readonly entry: string;
  readonly day: string;
}
export type ReferenceIssueWords = Readonly<Record<ReferenceIssueCode, (names: IssueNames, field: ReferenceIssue['field']) => string>>;

export const reference = {
  title: 'Danh mục',
  kindsName: 'Loại',
  kinds: { unit: 'Đơn vị', locality: 'Địa bàn', partner: 'Đối tác' } satisfies Record<EntryKind, string>,
  add: { unit: 'Thêm đơn vị', locality: 'Thêm địa bàn', partner: 'Thêm đối tác' } satisfies Record<EntryKind, string>,
  addShort: 'Thêm',
  count: (count: string): string => `${count}\u00a0đang dùng`,
  lead: 'Tên cũ không bị sửa: tên mới là một mục mới, nối tiếp từ một ngày. Bản ghi giữ tên lúc ghi.',
  empty: { unit: 'Chưa có đơn vị', locality: 'Chưa có địa bàn', partner: 'Chưa có đối tác' } satisfies Record<EntryKind, string>,
  emptyHint: 'Danh mục về máy ở lần có sóng đầu tiên. Chưa có gì thì bấm Thêm.',
  nothingValid: 'Không có mục nào đang dùng.',
  closed: (count: string): string => `Đã đóng (${count})`,

  level: { province: 'tỉnh', district: 'huyện', commune: 'xã, phường' },
  levelName: 'Cấp',
  levels: { province: 'Tỉnh, thành phố', district: 'Huyện (cũ)', commune: 'Xã, phường' },
  parent: 'Thuộc',
  noParent: 'Không thuộc nơi nào',
  from: (day: string): string => `từ ${day}`,
  to: (day: string): string => `đến ${day}`,
  toNext: (day: string, next: string): string => `đến ${day} → ${next}`,
  next: (next: string): string => `→ ${next}`,
  always: 'không giới hạn',

  validity: 'Hiệu lực',
  shortName: 'Tên ngắn',
  aliases: 'Tên khác',
  follows: 'Thay cho',
  followedBy: 'Kế tiếp',
  actions: 'Việc làm được',

  rename: 'Đổi tên từ ngày…',
  renameNote: 'Tên mới dùng từ ngày chọn; trước đó vẫn là tên này',
  split: 'Chia thành nhiều',
  splitNote: 'Nhiều mục mới cùng thay cho mục này',
  merge: 'Gộp với mục khác',
  mergeNote: 'Một mục mới thay cho mục này và những mục chọn thêm',
  setAliases: 'Tên khác trong kế hoạch',
  setAliasesNote: 'Để nhận ra đơn vị khi đọc kế hoạch',
  end: 'Đóng, ngừng dùng',
  endNote: 'Từ sau ngày cuối không chọn được nữa; số đã ghi giữ nguyên',
  changeEnd: 'Sửa ngày cuối, kế tiếp',
  reopen: 'Mở lại',
  reopenNote: 'Bỏ ngày cuối, dùng tiếp',

  titles: {
    add: { unit: 'Thêm đơn vị', locality: 'Thêm địa bàn', partner: 'Thêm đối tác' },
    rename: (name: string): string => `Đổi tên ${name}`,
    split: (name: string): string => `Chia ${name}`,
    merge: (name: string): string => `Gộp ${name} với mục khác`,
    end: (name: string): string => `Đóng ${name}`,
    aliases: (name: string): string => `Tên khác của ${name}`,
    reopen: (name: string): string => `Mở lại ${name}?`,
  },
  name: 'Tên',
  newName: 'Tên mới',
  partName: (at: string): string => `Tên phần ${at}`,
  partShort: (at: string): string => `Tên ngắn phần ${at}`,
  shortHint: 'hiện ở chỗ hẹp',
  addPart: 'Thêm một phần',
  removePart: (at: string): string => `Bỏ phần ${at}`,
  mergeWith: 'Gộp cùng với',
  choose: 'Chọn',
  mergeNeeds: 'Chọn ít nhất một mục nữa để gộp.',
  fromDay: 'Từ ngày',
  ifAny: 'nếu có',
  fromHelp: 'Tên cũ đóng vào ngày hôm trước.',
  peopleHelp: 'Tài khoản của đơn vị cũ được ghi cho cả đơn vị mới, máy của họ nhận ở lần gửi tới.',
  lastDay: 'Ngày cuối còn dùng',
  into: 'Việc chuyển sang',
  intoHelp: 'Chọn nếu có mục đang dùng nhận tiếp.',
  aliasesHelp: 'Mỗi tên chỉ được chỉ một đơn vị. Không phân biệt hoa thường và dấu.',
  addAlias: 'Thêm tên',
  removeAlias: (name: string): string => `Bỏ tên ${name}`,
  save: 'Lưu ở văn phòng',
  saving: 'Đang lưu…',
  saved: 'Đã lưu ở văn phòng',
  savedNote: 'Các máy nhận ở lần gửi tới.',
  kept: 'Đang giữ điều đã gõ lần trước.',
  dropKept: 'Bỏ, làm lại',
  reopenText: (next: string): string =>
    next === '' ? 'Mục này dùng tiếp, không còn ngày cuối.' : `Mục này dùng tiếp và không còn nối với ${next}.`,

  offline: 'Chưa có sóng nên chưa lưu được: danh mục chỉ sửa ở văn phòng. Điều đã gõ giữ trên máy này; có sóng thì mở lại và bấm Lưu.',
  offlinePress: 'Chưa có sóng nên chưa làm được: danh mục chỉ sửa ở văn phòng. Có sóng thì bấm lại.',
  offlineHead: 'Chưa có sóng. Vẫn xem và soạn được; lưu khi có sóng.',
  issues: {
    unknown: () => 'Mục này không còn trong danh mục. Đóng lại và chọn lần nữa.',
    nameBlank: () => 'Điền tên.',
    nameTaken: ({ name, entry }, field) =>
      field === 'to'
        ? `“${name}” nay là tên của ${entry}. Đóng ${entry} hoặc bỏ tên đó ở ${entry} trước.`
        : `“${name}” đang là tên của ${entry} trong cùng thời gian. Chọn tên khác hoặc bỏ tên đó ở ${entry} trước.`,
    endsBeforeStart: ({ entry, day }) => `${entry} có từ ${day}. Chọn ngày muộn hơn.`,
    fromMissing: () => 'Chọn ngày bắt đầu.',
    parentUnknown: () => 'Nơi cấp trên này không còn. Chọn nơi khác.',
    parentTooLow: ({ entry }) => `${entry} không ở cấp trên. Chọn nơi cấp cao hơn.`,
    followedAlready: ({ entry }) => `${entry} đã có kế tiếp sau ngày này. Chọn ngày khác.`,
    successorEnded: ({ entry, day }) => `${entry} cũng đóng ngày ${day}, không nhận tiếp được.`,
    successorCycle: ({ entry }) => `${entry} sẽ kế tiếp chính mình. Chọn mục khác.`,
  } satisfies ReferenceIssueWords as ReferenceIssueWords,
};
