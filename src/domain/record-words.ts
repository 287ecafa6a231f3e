import type { AudienceGroup, CommonField, RecordState } from './activity.ts';
import type { ACTIVITY_TYPES, ActivityType, OwnFieldKey } from './activity-types.ts';
import type { MeasureKey } from './measure.ts';

export interface FieldWords {
  readonly label: string;
  readonly unit?: string;
  /** At the end of the label line. */
  readonly hint?: string;
}
export interface TypeWords {
  readonly name: string;
  /** For tiles and rows. */
  readonly short: string;
  readonly hint: string;
}
export interface MeasureWords {
  readonly label: string;
  readonly unit: string;
}

type Fields<T extends ActivityType> = (typeof ACTIVITY_TYPES)[T]['fields'];
type WithOptions = { readonly options: readonly string[] };
type OptionOf<F> = F extends { readonly options: readonly (infer O extends string)[] } ? O : never;
/** One entry for each choice of each type, by 'type.field': the same field may offer other answers elsewhere. */
type OptionsOf<T extends ActivityType> = {
  readonly [F in keyof Fields<T> & string as Fields<T>[F] extends WithOptions ? `${T}.${F}` : never]: Readonly<
    Record<OptionOf<Fields<T>[F]>, string>
  >;
};
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
export type OptionWords = Together<{ [T in ActivityType]: OptionsOf<T> }[ActivityType]>;

/** What a record says, in words: every type, field, option, measure and state must have its own. */
export interface RecordWords {
  readonly types: Readonly<Record<ActivityType, TypeWords>>;
  /** `perDay` is asked for to fill a total and is no field of a record. */
  readonly fields: Readonly<Record<OwnFieldKey | CommonField | 'perDay', FieldWords>>;
  readonly options: OptionWords;
  readonly audienceGroups: Readonly<Record<AudienceGroup, string>>;
  readonly measures: Readonly<Record<MeasureKey, MeasureWords>>;
  /** The office's verdict. */
  readonly states: Readonly<Record<RecordState, string>>;
}

/**
 * The office's own words. Screens take them from here as one of their languages; files and the feed of records speak them whatever
 * the screen speaks, so they stand where phone and server both reach them.
 */
export const RECORD_WORDS: RecordWords = {
  types: {
    borderSession: {
      name: 'Buổi tuyên truyền biên giới, phân giới cắm mốc',
      short: 'Buổi biên giới',
      hint: 'Phân giới cắm mốc, xâm canh, xâm cư',
    },
    fishermenOutreach: {
      name: 'Tuyên truyền chống khai thác IUU cho ngư dân',
      short: 'Ngư dân, chống IUU',
      hint: 'Chủ tàu, thuyền trưởng, bản cam kết',
    },
    broadcast: { name: 'Phát thanh trên loa truyền thanh', short: 'Loa truyền thanh', hint: 'Cả đợt phát ghi một lần' },
    outreachSession: { name: 'Buổi tuyên truyền khác', short: 'Buổi khác', hint: 'Chủ đề khác trong kế hoạch' },
    publication: { name: 'Tin, bài, bài đăng', short: 'Tin, bài', hint: 'Trang TTĐT, báo, đài, mạng xã hội' },
    meeting: { name: 'Họp, phiên họp Hội đồng', short: 'Họp Hội đồng', hint: 'Định kỳ, không định kỳ' },
    briefing: { name: 'Quán triệt, lồng ghép trong cuộc họp', short: 'Lồng ghép', hint: 'Giao ban, sinh hoạt cơ quan' },
    contest: { name: 'Cuộc thi tìm hiểu', short: 'Cuộc thi', hint: 'Tổ chức hoặc tham gia' },
    event: { name: 'Hội nghị, giao lưu, gặp mặt, đối thoại', short: 'Hội nghị, giao lưu', hint: 'Hội thảo, đối thoại, lễ' },
    inspection: { name: 'Kiểm tra, giám sát', short: 'Kiểm tra', hint: 'Vụ việc phát hiện, chấn chỉnh' },
    exemplar: { name: 'Phát hiện, biểu dương mô hình, điển hình', short: 'Điển hình', hint: 'Chỉ đếm, không ghi tên' },
    launch: { name: 'Phát động phong trào thi đua', short: 'Phát động', hint: 'Phong trào, đợt thi đua' },
    training: { name: 'Tập huấn, bồi dưỡng', short: 'Tập huấn', hint: 'Mở lớp hoặc cử đi học' },
  },
  fields: {
    planId: { label: 'Kế hoạch' },
    itemCode: { label: 'Mục kế hoạch' },
    alsoItemCodes: { label: 'Còn phục vụ mục', unit: 'không tính thêm' },
    type: { label: 'Loại hoạt động' },
    date: { label: 'Ngày' },
    endDate: { label: 'Đến ngày', unit: 'nếu kéo dài' },
    perDay: { label: 'Mỗi ngày mấy lượt' },
    unitId: { label: 'Đơn vị thực hiện' },
    coUnitIds: { label: 'Đơn vị cùng làm' },
    partnerIds: { label: 'Phối hợp' },
    localityId: { label: 'Địa bàn' },
    placeNote: { label: 'Nơi tổ chức', hint: 'hội trường, cảng cá…' },
    audienceGroups: { label: 'Nhóm người dự' },
    estimated: { label: 'Số ước, ghi “khoảng”' },
    note: { label: 'Ghi chú' },
    sessions: { label: 'Số buổi tuyên truyền', unit: 'buổi' },
    attendees: { label: 'Lượt người tham dự', unit: 'lượt người' },
    leaflets: { label: 'Tờ rơi, tài liệu đã phát', unit: 'tờ' },
    markers: { label: 'Mốc', unit: 'nếu có' },
    form: { label: 'Hình thức' },
    topics: { label: 'Nội dung' },
    vessels: { label: 'Lượt tàu cá được tuyên truyền', unit: 'lượt tàu' },
    vesselOwners: { label: 'Lượt chủ tàu, thuyền trưởng', unit: 'lượt người' },
    pledges: { label: 'Bản cam kết đã ký', unit: 'bản' },
    station: { label: 'Đài, trạm truyền thanh' },
    programme: { label: 'Nội dung phát' },
    airings: { label: 'Số lượt phát cả đợt', unit: 'lượt' },
    minutesPerAiring: { label: 'Thời lượng mỗi lượt', unit: 'phút' },
    source: { label: 'Nguồn' },
    language: { label: 'Tiếng' },
    clusters: { label: 'Số cụm loa', unit: 'cụm' },
    topic: { label: 'Chủ đề' },
    channel: { label: 'Nơi đăng' },
    title: { label: 'Tên tin, bài' },
    count: { label: 'Số tin, bài', unit: 'tin, bài' },
    kind: { label: 'Thể loại' },
    url: { label: 'Đường dẫn', unit: 'nếu có', hint: 'https://…' },
    meetingKind: { label: 'Loại phiên họp' },
    docNumber: { label: 'Số văn bản', unit: 'nếu có' },
    hostMeeting: { label: 'Lồng ghép trong cuộc họp' },
    minutes: { label: 'Thời lượng lồng ghép', unit: 'phút' },
    contestRole: { label: 'Vai trò' },
    contestName: { label: 'Tên cuộc thi' },
    contestants: { label: 'Lượt người, bài dự thi', unit: 'lượt' },
    eventForm: { label: 'Hình thức tổ chức' },
    mode: { label: 'Cách tổ chức' },
    modelsPresented: { label: 'Mô hình, điển hình được giới thiệu' },
    inspectedUnits: { label: 'Số đơn vị được kiểm tra', unit: 'đơn vị' },
    findings: { label: 'Vụ việc, sai phạm phát hiện', unit: 'vụ việc' },
    corrected: { label: 'Đã chấn chỉnh', unit: 'vụ việc' },
    action: { label: 'Việc làm' },
    collectives: { label: 'Số tập thể', unit: 'tập thể' },
    individuals: { label: 'Số cá nhân', unit: 'cá nhân', hint: 'không ghi tên' },
    modelCount: { label: 'Số mô hình', unit: 'mô hình' },
    field: { label: 'Lĩnh vực' },
    campaignName: { label: 'Tên phong trào' },
    campaigns: { label: 'Số phong trào, đợt thi đua', unit: 'phong trào' },
    trainingRole: { label: 'Vai trò' },
    trainees: { label: 'Lượt người được tập huấn', unit: 'lượt người' },
    days: { label: 'Số ngày', unit: 'ngày' },
  },
  options: {
    'borderSession.form': { conference: 'hội nghị', talk: 'buổi nói chuyện', onSite: 'tại thực địa' },
    'borderSession.topics': {
      demarcation: 'thành quả PGCM',
      encroachment: 'chống xâm canh, xâm cư',
      treaties: 'Hiệp định, Hiệp ước',
      borderRules: 'quy chế khu vực biên giới',
    },
    'fishermenOutreach.form': {
      hall: 'hội trường',
      harbour: 'cảng, bến',
      vesselByVessel: 'từng tàu',
      atSea: 'trên biển',
      mobileSpeaker: 'loa lưu động',
    },
    'broadcast.source': { ownProduction: 'tự sản xuất', relay: 'tiếp âm', notice: 'thông báo' },
    'broadcast.language': { vietnamese: 'tiếng Việt', khmer: 'tiếng Khmer', other: 'khác' },
    'publication.channel': {
      officeSite: 'trang TTĐT của Sở',
      provincePortal: 'cổng TTĐT tỉnh',
      newspaper: 'báo',
      radioTv: 'đài PTTH',
      facebook: 'Facebook',
      zalo: 'Zalo',
      other: 'khác',
    },
    'publication.kind': { news: 'tin', article: 'bài', video: 'video', infographic: 'ảnh đồ họa' },
    'meeting.meetingKind': { regular: 'định kỳ', extraordinary: 'không định kỳ' },
    'contest.contestRole': { organised: 'tổ chức', tookPart: 'tham gia' },
    'event.eventForm': {
      conference: 'hội nghị',
      seminar: 'hội thảo',
      exchange: 'giao lưu',
      gathering: 'gặp mặt',
      dialogue: 'đối thoại',
      ceremony: 'lễ',
    },
    'event.mode': { inPerson: 'trực tiếp', online: 'trực tuyến', hybrid: 'kết hợp' },
    'exemplar.action': { found: 'phát hiện', proposed: 'đề nghị biểu dương', commended: 'biểu dương, khen thưởng' },
    'training.trainingRole': { organised: 'tổ chức', sentStaff: 'cử đi học' },
  },
  audienceGroups: {
    officials: 'cán bộ, công chức',
    publicEmployees: 'viên chức, người lao động',
    armedForces: 'lực lượng vũ trang',
    residents: 'người dân',
    members: 'đoàn viên, hội viên',
    fishermen: 'ngư dân',
    vesselOwners: 'chủ tàu, thuyền trưởng',
    students: 'học sinh, sinh viên',
    businesses: 'doanh nghiệp',
    others: 'khác',
  },
  measures: {
    sessions: { label: 'Số buổi tuyên truyền', unit: 'buổi' },
    attendees: { label: 'Lượt người tham dự', unit: 'lượt người' },
    leaflets: { label: 'Tờ rơi, tài liệu đã phát', unit: 'tờ' },
    vessels: { label: 'Lượt tàu cá được tuyên truyền', unit: 'lượt tàu' },
    vesselOwners: { label: 'Lượt chủ tàu, thuyền trưởng', unit: 'lượt người' },
    pledges: { label: 'Bản cam kết đã ký', unit: 'bản' },
    broadcasts: { label: 'Lượt phát thanh', unit: 'lượt' },
    broadcastMinutes: { label: 'Thời lượng phát thanh', unit: 'phút' },
    articles: { label: 'Tin, bài đã đăng (trang TTĐT, báo, đài)', unit: 'tin, bài' },
    posts: { label: 'Bài đăng mạng xã hội', unit: 'bài' },
    meetings: { label: 'Cuộc họp, phiên họp', unit: 'cuộc' },
    integratedMeetings: { label: 'Cuộc họp có lồng ghép', unit: 'cuộc' },
    events: { label: 'Hội nghị, giao lưu, gặp mặt', unit: 'cuộc' },
    contests: { label: 'Cuộc thi', unit: 'cuộc' },
    contestants: { label: 'Lượt người (bài) dự thi', unit: 'lượt' },
    inspections: { label: 'Cuộc kiểm tra, giám sát', unit: 'cuộc' },
    findings: { label: 'Vụ việc, sai phạm phát hiện', unit: 'vụ việc' },
    models: { label: 'Mô hình, điển hình phát hiện, đề nghị', unit: 'mô hình/điển hình' },
    commendations: { label: 'Lượt tập thể, cá nhân được biểu dương, khen thưởng', unit: 'lượt' },
    campaigns: { label: 'Phong trào, đợt thi đua phát động', unit: 'phong trào' },
    trainings: { label: 'Lớp tập huấn, bồi dưỡng', unit: 'lớp' },
    trainees: { label: 'Lượt người được tập huấn', unit: 'lượt người' },
  },
  states: { sent: 'Chờ xác nhận', confirmed: 'Đã xác nhận', returned: 'Trả lại', withdrawn: 'Đã rút', duplicate: 'Trùng' },
};
