export const storage = {
  noStore: 'Chưa mở được sổ trên máy này. Đóng các cửa sổ Cột Mốc khác rồi mở lại; đừng xóa dữ liệu trình duyệt.',
  slow: 'Sổ trên máy mở lâu hơn thường lệ; máy vẫn đang chờ. Nếu không tự mở: đóng các cửa sổ Cột Mốc khác rồi mở lại trang này, hoặc tắt hẳn trình duyệt rồi mở lại. Đừng xóa dữ liệu trình duyệt.',
  goOn: 'Ghi tiếp vào sổ mới',
  goOnText:
    'Nếu mở lại vẫn không được: ghi tiếp vào sổ mới. Sổ cũ giữ nguyên, không xóa; khi mở lại được, các bản ghi chưa gửi trong đó tự sang sổ mới. Sổ mới cần có sóng một lần để tải kế hoạch.',
  hopeless: 'Không mở được sổ mới trên máy này. Khởi động lại máy rồi thử lại; đừng xóa dữ liệu trình duyệt.',
  takenIn: (count: string) => `Sổ cũ đã mở lại được: lấy về ${count} bản ghi chưa gửi`,
  regained: (count: string) => `Trình duyệt đã xóa sổ trên máy: lấy lại được ${count} bản ghi chưa gửi từ bản sao`,
};
