import type { FieldWords } from '../../../domain/record-words.ts';
import { RECORD_WORDS } from '../../../domain/record-words.ts';
import { slashDay, thousands } from '../plain.ts';
import type { DomainWords, IssueParams } from '../words.ts';

const number = (params: IssueParams, name: string): string => thousands(Number(params[name]), '.');
/** "6 buổi": a figure is easier to judge with what it counts. */
const counted = (params: IssueParams, name: string, field: string): string => {
  const words: { readonly [name: string]: FieldWords } = { ...domain.fields, ...domain.measures };
  return [number(params, name), words[params['measure'] ?? field]?.unit].filter(Boolean).join(' ');
};
const date = (params: IssueParams, name: string): string => slashDay(String(params[name]));

export const domain: DomainWords = {
  ...RECORD_WORDS,
  issues: {
    required: (label) => `Cần điền: ${label}.`,
    notANumber: (_label, { value }) =>
      `${value === undefined ? '' : `“${value}” không phải số nguyên. `}Chỉ ghi chữ số, ví dụ 85 hoặc 1.250.`,
    tooSmall: (_label, params, field) =>
      field === 'attendees'
        ? `Phải từ ${number(params, 'min')} trở lên. Chưa đếm được thì ghi số ước và bật “khoảng”.`
        : `Phải từ ${number(params, 'min')} trở lên. Chưa có thì để trống.`,
    tooLarge: (label, params) =>
      `${label}: nhiều nhất ${number(params, 'max')} cho một lần ghi. Nếu đúng là nhiều hơn, tách thành nhiều lần ghi.`,
    tooLong: (_label, params) => `Đang dài ${number(params, 'length')} ký tự, rút còn ${number(params, 'max')}.`,
    tooMany: (_label, params) => `Chọn nhiều nhất ${number(params, 'max')}.`,
    notAChoice: () => 'Chọn lại trong danh sách.',
    badMarker: (_label, { value = '', ranges = '' }) => `“${value}” chưa đúng số mốc${ranges && ` (${ranges})`}, ví dụ 10/6, 10(1).`,
    badUrl: () => 'Dán cả đường dẫn, bắt đầu bằng https://',
    badDate: () => 'Chọn lại ngày.',
    future: (_label, params) => `Ngày này chưa tới. Chọn ngày đã làm, muộn nhất là hôm nay, ${date(params, 'today')}.`,
    outsidePlan: (_label, params) =>
      `Ngoài thời gian của kế hoạch (${date(params, 'from')} đến ${date(params, 'to')}). Chọn ngày khác hoặc kế hoạch khác.`,
    endBeforeStart: () => 'Ngày kết thúc phải từ ngày bắt đầu trở đi.',
    seriesTooLong: (_label, params) => `Một đợt dài nhất ${number(params, 'max')} ngày. Dài hơn thì ghi thành nhiều đợt.`,
    unknownPlan: () => 'Kế hoạch này không còn dùng. Chọn mục trong kế hoạch hiện có.',
    unknownItem: () => 'Mục này không còn trong kế hoạch. Chọn mục thay thế.',
    itemNotCounted: () => 'Mục này không đếm lượt. Chọn mục khác.',
    sameItemTwice: () => 'Mục này đã chọn rồi, bỏ bớt một.',
    unknownUnit: () => 'Đơn vị này không còn trong danh sách. Chọn lại đơn vị.',
    unitNotYours: () => 'Anh/chị chưa được ghi thay đơn vị này. Chọn đơn vị của mình.',
    sameUnitTwice: () => 'Đơn vị này đã là đơn vị thực hiện, bỏ khỏi danh sách cùng làm.',
    unknownPartner: () => 'Có cơ quan phối hợp không còn trong danh sách. Chọn lại.',
    unknownLocality: () => 'Địa bàn này không có trong danh sách. Chọn lại địa bàn.',
    localityNotValid: (_label, params) =>
      `${params['name'] ?? 'Địa bàn'} không còn (hoặc chưa có) vào ngày ${date(params, 'date')}. Chọn địa bàn đúng với ngày đó.`,
    vesselOwnersOverAttendees: () => 'Chủ tàu nhiều hơn tổng lượt người tham dự. Đúng vậy không?',
    pledgesOverOwners: () => 'Bản cam kết nhiều hơn số người có thể ký. Đúng vậy không?',
    broadcastTooLong: () => 'Cả đợt dài quá 12.000 phút. Xem lại số lượt hoặc thời lượng mỗi lượt.',
    correctedOverFindings: () => 'Số đã chấn chỉnh nhiều hơn số vụ việc phát hiện. Xem lại một trong hai số.',
    nothingCounted: () => 'Ghi ít nhất một số: tập thể, cá nhân hoặc mô hình.',
    unusual: (_label, params, field) => `Nhiều hơn thường lệ. Đúng là ${counted(params, 'value', field)}?`,
    personalData: () => 'Giống số điện thoại, số giấy tờ hoặc số đăng ký tàu. Nếu đúng thì bỏ đi.',
    possibleDuplicate: () => 'Có thể trùng: đã có bản ghi cùng loại, cùng ngày, cùng địa bàn, cùng số người.',
  },
  places: { draft: 'Nháp', phone: 'Trên máy', sending: 'Đang gửi', received: 'Đã nhận', attention: 'Cần xem lại' },
  roles: {
    officer: 'Cán bộ nhập liệu',
    unitLead: 'Trưởng phòng, phụ trách đơn vị',
    supervisor: 'Văn phòng Sở, Thường trực Hội đồng',
    approver: 'Lãnh đạo',
    viewer: 'Thành viên Hội đồng',
    admin: 'Quản trị',
  },
  weekdays: ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
};
