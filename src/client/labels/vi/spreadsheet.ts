import type { RefusalReason } from '../../../documents/refusal.ts';
import type { RowDoubtCode } from '../../../domain/spreadsheet/read-row.ts';
import type { RowState } from '../../../domain/spreadsheet/read-rows.ts';

const refused: Readonly<Record<RefusalReason | 'failed' | 'noRows', string>> = {
  empty: 'Tệp không có chữ nào. Chọn tệp khác.',
  tooLarge: 'Tệp quá lớn. Chia thành nhiều tệp, mỗi tệp một đơn vị hay một năm, rồi chọn lại.',
  pdf: 'Không đọc tệp PDF. Dùng tệp Excel hoặc CSV.',
  picture: 'Không đọc ảnh chụp. Dùng tệp Excel hoặc CSV.',
  oldOrLocked: 'Tệp kiểu cũ (.xls) hoặc có mật khẩu. Mở bằng Excel, lưu thành .xlsx không mật khẩu rồi chọn lại.',
  macros: 'Tệp có chứa macro nên không mở. Lưu lại thành .xlsx rồi chọn lại.',
  externalContent: 'Một phần nội dung nằm ở tệp khác. Đưa hết nội dung vào tệp, lưu lại rồi chọn lại.',
  inflatesTooFar: 'Tệp bung ra lớn bất thường nên không mở. Kiểm tra lại nơi gửi.',
  brokenFile: 'Tệp hỏng. Mở bằng Excel, lưu lại rồi chọn lại.',
  hostileXml: 'Tệp có cấu trúc lạ, không phải do Excel tạo. Không mở.',
  notUnicode: 'Chữ trong tệp không phải Unicode. Đổi sang Unicode (UTF-8) rồi chọn lại.',
  unknownKind: 'Không phải bảng tính. Chọn tệp .xlsx hoặc .csv.',
  failed: 'Chưa đọc được tệp. Tệp có thể đã bị dời hay xóa; chọn lại lần nữa.',
  noRows: 'Không thấy bảng nào trong tệp. Kiểm tra đúng tệp chưa.',
};

const doubts: Readonly<Record<RowDoubtCode, (label: string, said: string) => string>> = {
  unknownName: (label, said) => `${label}: “${said}” không có trong danh mục`,
  severalNames: (label, said) => `${label}: “${said}” có thể là nhiều mục khác nhau, ghi rõ hơn`,
  guessedYear: (label, said) => `${label}: “${said}” không ghi năm, lấy năm của kế hoạch`,
  noDay: (label, said) => `${label}: “${said}” không đọc được thành ngày`,
  unknownChoice: (label, said) => `${label}: “${said}” không nằm trong các lựa chọn, để trống`,
  cut: (label) => `${label} dài quá, phần đủ nằm ở ghi chú`,
  sameAsLine: (_, said) => `Giống dòng ${said}: có thể một việc ghi hai lần`,
};

const states: Readonly<Record<RowState, string>> = { refused: 'chưa nhập được', doubtful: 'cần xem', ready: 'sẵn sàng' };

export const spreadsheet = {
  title: 'Nhập từ bảng tính',
  lead: 'Hoạt động đã ghi trong Excel trước đây thành bản ghi của đơn vị, chờ xác nhận như mọi bản ghi. Không dòng nào được nhập khi chưa có người xác nhận.',
  unit: 'Đơn vị thực hiện',
  chooseUnit: 'Chọn đơn vị',
  drop: 'Chọn bảng tính, hoặc thả vào đây',
  kinds: 'Excel (.xlsx) hoặc CSV',
  reading: 'Đang đọc bảng tính…',
  refused,
  needSignal: 'Cần có mạng để nhập. Bảng đang mở vẫn còn trên màn hình.',
  outOfReach: 'Tài khoản này không nhập được cho đơn vị ấy.',
  tooMany: 'Một bảng tính nhập được nhiều nhất 2.000 dòng. Chia thành nhiều tệp.',
  other: 'Chọn tệp khác',

  columns: 'Các cột',
  unkept: 'Máy chưa giữ được bảng hoặc phần vừa sửa: bộ nhớ có thể đã đầy. Rời màn hình này là mất.',
  tableAt: (number: string, line: string): string => `Bảng ${number}, từ dòng ${line}`,
  columnsHelp: 'Mỗi cột là gì: sửa lại nếu chưa đúng.',
  column: (letter: string, heading: string): string => (heading === '' ? `Cột ${letter}` : `Cột ${letter}: ${heading}`),
  notTaken: 'Không lấy',
  subject: 'Nội dung, tên việc',
  forAll: 'Cho các dòng không tự ghi',
  plan: 'Kế hoạch',
  type: 'Loại hoạt động',
  item: 'Mục kế hoạch',
  none: 'Chưa chọn',

  rows: 'Các dòng',
  noRows: 'Không dòng nào có hoạt động. Kiểm tra lại các cột.',
  sums: (ready: string, doubtful: string, wrong: string): string => `${ready} dòng sẵn sàng, ${doubtful} cần xem, ${wrong} chưa nhập được`,
  line: (line: string): string => `Dòng ${line}`,
  states,
  doubts,
  take: 'Đúng, nhập dòng này',
  takeEvenSo: 'Việc khác, vẫn nhập',
  takeAll: (count: string): string => `Đã xem, nhập cả ${count} dòng cần xem`,
  isKnown: 'đã nhập từ tệp này',
  isAlike: 'giống một bản ghi đã có ở văn phòng',
  isEntered: 'đã nhập',
  isRefused: 'văn phòng không nhận',
  edit: 'Sửa',
  editLine: (line: string): string => `Sửa dòng ${line}`,
  done: 'Xong',
  more: (count: string): string => `Xem thêm ${count} dòng`,

  check: (count: string): string => `Nhập ${count} dòng`,
  progress: (done: string, total: string): string => `Đang gửi ${done}/${total}…`,
  sureTitle: (count: string, unit: string): string => `Nhập ${count} bản ghi cho ${unit}?`,
  sureText: (known: string, alike: string, wrong: string): string =>
    `${known} dòng đã nhập trước đây, ${alike} giống bản ghi đã có và ${wrong} không được nhận thì không nhập. Có thể hoàn tác cả bảng khi chưa ai xác nhận hay sửa.`,
  sure: 'Nhập',
  nothingNew: 'Không có dòng nào mới để nhập.',
  entered: (count: string): string => `Đã nhập ${count} bản ghi`,

  list: 'Các bảng đã nhập',
  by: (staffCode: string, time: string): string => `${staffCode} nhập ${time}`,
  records: (count: string): string => `${count} bản ghi`,
  touched: (count: string): string => `${count} đã được xác nhận hoặc sửa`,
  undone: (time: string): string => `đã hoàn tác ${time}`,
  undo: 'Hoàn tác',
  undoLabel: (fileName: string): string => `Hoàn tác ${fileName}`,
  undoTitle: (fileName: string): string => `Hoàn tác cả bảng “${fileName}”?`,
  undoText: (count: string): string => `${count} bản ghi của bảng được rút, không còn được tính. Sau đó có thể nhập lại tệp.`,
  undoDone: (count: string): string => `Đã rút ${count} bản ghi`,
  builtOn: (count: string): string =>
    `Không hoàn tác được: ${count} bản ghi đã được xác nhận, sửa hoặc nằm trong kỳ đã chốt. Rút từng bản ghi còn lại.`,
};
