import type { AudienceGroup } from '../../domain/activity.ts';
import type { ActivityType } from '../../domain/activity-types.ts';

/** What people of such an office write. Nobody is named: neither a person nor a vessel, and no number that leads to one. */

export const TOPICS = [
  'Luật Biên phòng Việt Nam năm 2020',
  'Luật Biên giới quốc gia và quy chế khu vực biên giới',
  'Hiệp ước bổ sung năm 2019 và Nghị định thư phân giới cắm mốc',
  'Luật Thi đua, khen thưởng năm 2022',
  'Nghị định 98/2023/NĐ-CP về thi đua, khen thưởng',
  'Công tác đối ngoại nhân dân ở khu vực biên giới',
  'Thi đua thực hiện văn hóa công sở',
  'Bảo hộ công dân và di cư an toàn',
] as const;

export const TITLES = [
  'Tuyên truyền bảo vệ đường biên, cột mốc tại xã biên giới',
  'Ngư dân cam kết không vi phạm vùng biển nước ngoài',
  'Phổ biến những điểm mới của Luật Thi đua, khen thưởng',
  'Gương điển hình trong phong trào tự quản đường biên, cột mốc',
  'Giao lưu hữu nghị với địa phương giáp biên',
  'Chung tay xây dựng đường biên giới hòa bình, hữu nghị',
  'Phát động đợt thi đua chào mừng ngày thành lập ngành',
  'Một số kết quả công tác lãnh sự trong quý',
] as const;

export const MEETINGS = [
  'Họp giao ban cơ quan đầu tháng',
  'Sinh hoạt chi bộ định kỳ',
  'Họp phòng chuyên môn',
  'Hội nghị công chức, người lao động',
  'Họp sơ kết công tác quý',
] as const;

export const CONTESTS = [
  'Tìm hiểu Luật Thi đua, khen thưởng năm 2022',
  'Tìm hiểu 65 năm truyền thống Bộ đội Biên phòng',
  'Cải cách hành chính trong cơ quan',
] as const;

export const CAMPAIGNS = ['Thi đua lập thành tích chào mừng Quốc khánh 2/9', 'Thi đua nước rút quý IV', 'Thi đua quý I'] as const;
export const MERITS = ['Quản lý biên giới', 'Chống khai thác hải sản trái phép', 'Cải cách hành chính', 'Đối ngoại nhân dân'] as const;
export const STATIONS = ['Trạm truyền thanh xã', 'Đài truyền thanh phường', 'Cụm loa ấp'] as const;
export const PROGRAMMES = ['Chống khai thác IUU', 'Bảo vệ đường biên, cột mốc', 'Gương người tốt, việc tốt'] as const;

/** Where it took place, by the kind of work. */
export const SPOTS: Partial<Record<ActivityType, readonly string[]>> = {
  borderSession: ['Nhà văn hóa ấp', 'Hội trường UBND xã', 'Tại cột mốc', 'Trạm kiểm soát biên phòng', 'Điểm trường tiểu học'],
  fishermenOutreach: ['Cảng cá', 'Bến tàu', 'Trạm kiểm soát biên phòng cửa khẩu cảng', 'Nhà văn hóa khu phố'],
  outreachSession: ['Hội trường UBND xã', 'Hội trường Sở', 'Nhà văn hóa ấp'],
  briefing: ['Hội trường Sở', 'Phòng họp số 2'],
  event: ['Hội trường UBND tỉnh', 'Trung tâm văn hóa'],
  inspection: ['Trụ sở đơn vị được kiểm tra'],
};

/** Communes where such work is done, as far as the office has them; elsewhere any will do. */
export const HAUNTS: Partial<Record<ActivityType, readonly string[]>> = {
  borderSession: ['c-gt', 'c-gt', 'c-vd', 'c-vd', 'w-ht'],
  fishermenOutreach: ['w-ht', 'w-tc', 'c-th', 'c-th', 'c-tyen'],
  event: ['w-ht'],
  inspection: ['w-ht', 'w-tc'],
};

export const AUDIENCES: Partial<Record<ActivityType, readonly AudienceGroup[]>> = {
  borderSession: ['residents', 'armedForces', 'students', 'officials'],
  fishermenOutreach: ['fishermen', 'vesselOwners'],
  outreachSession: ['residents', 'members', 'students'],
  briefing: ['publicEmployees', 'officials'],
  contest: ['publicEmployees'],
  event: ['officials', 'members'],
};

export const NOTES: Partial<Record<ActivityType, readonly string[]>> = {
  borderSession: [
    'Phối hợp đồn biên phòng; phát tờ rơi song ngữ Việt – Khmer.',
    'Bà con hỏi nhiều về vùng canh tác sát đường biên, đã giải đáp tại chỗ.',
    'Trời mưa, chuyển vào nhà văn hóa, số người dự ít hơn dự kiến.',
    'Kết hợp phát quang đường lên mốc cùng dân quân xã.',
  ],
  fishermenOutreach: [
    'Tuyên truyền trước giờ tàu ra khơi.',
    'Phát tài liệu về ranh giới vùng biển và thiết bị giám sát hành trình.',
    'Chủ tàu đề nghị có thêm tài liệu in khổ nhỏ để trong buồng lái.',
  ],
  outreachSession: ['Phối hợp UBND xã và các đoàn thể.', 'Có phần hỏi đáp 20 phút.'],
  briefing: ['Lồng ghép 15 phút cuối buổi họp.'],
  publication: ['Đã đăng trên trang thông tin điện tử của Sở.'],
};

export const RETURN_REASONS = [
  'Số người dự chưa khớp biên bản, đề nghị xem lại.',
  'Thiếu địa điểm tổ chức, đề nghị ghi rõ ấp.',
  'Buổi này đã ghi ở mục khác, đề nghị kiểm tra lại mục kế hoạch.',
  'Chưa có tên đơn vị phối hợp.',
] as const;
