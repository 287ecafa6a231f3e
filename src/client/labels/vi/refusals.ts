import type { RefusalWords } from '../words.ts';

export const refusals: RefusalWords = {
  rejectReasons: {
    malformed: 'Bản ghi hỏng khi gửi. Mở ra, kiểm tra và lưu lại.',
    invalid: 'Có chỗ chưa đúng quy định. Sửa chỗ được chỉ ra, máy gửi lại ngay.',
    forbidden: 'Tài khoản này không được ghi hoặc sửa bản ghi đó.',
    exists: 'Máy chủ đã có bản ghi mang mã này. Nhân bản rồi lưu thành bản mới.',
    notPossible: 'Bản ghi đã rút hoặc đã được đánh dấu trùng nên không sửa được nữa.',
    changedSince: 'Bản ghi vừa đổi sau khi bạn xem, nên quyết định chưa được nhận. Xem lại rồi quyết định lần nữa.',
    baseRejected: 'Lần sửa trước chưa được nhận. Xử lý lần đó trước, lần này đi theo.',
    keyReused: 'Mã gửi bị dùng hai lần. Mở ra và lưu lại để có mã mới.',
  },
  errors: {
    badJson: 'Máy chủ không đọc được dữ liệu gửi lên.',
    badRequest: 'Máy chủ không hiểu yêu cầu. Có thể ứng dụng đã cũ, hãy đổi sang bản mới.',
    badContentType: 'Máy chủ không nhận kiểu dữ liệu này.',
    tooLarge: 'Gói gửi quá lớn. Máy sẽ tự chia nhỏ.',
    tooOld: 'Ứng dụng đã cũ, cần đổi sang bản mới mới gửi được. Vẫn ghi bình thường.',
    notSignedIn: 'Phiên đăng nhập đã hết. Đăng nhập lại để gửi; bản ghi vẫn giữ trên máy.',
    wrongAccount: 'Máy đang đăng nhập tài khoản khác. Đăng nhập lại đúng tài khoản để gửi.',
    forbidden: 'Tài khoản này không có quyền làm việc đó.',
    crossSite: 'Trình duyệt chặn yêu cầu. Mở ứng dụng từ đúng địa chỉ của cơ quan.',
    notFound: 'Không tìm thấy trên máy chủ.',
    tooManyAttempts: 'Sai quá nhiều lần. Đợi ít phút rồi thử lại.',
    wrongPassword: 'Mã cán bộ hoặc mật khẩu chưa đúng.',
    codeUsed: 'Mã này đã dùng hoặc đã hết hạn. Xin quản trị cấp mã mới.',
    weakPassword: 'Mật khẩu này dễ đoán. Chọn một câu dài hơn, ít người nghĩ tới.',
    staffCodeTaken: 'Mã cán bộ này đã có người dùng.',
    busy: 'Máy chủ đang bận. Thử lại sau ít phút.',
    storageFull: 'Máy chủ hết chỗ chứa. Bản ghi vẫn giữ trên máy; báo quản trị.',
    internal: 'Máy chủ gặp lỗi. Thử lại sau; bản ghi vẫn giữ trên máy.',
  },
};
