# What is read in a terminal.
terminal-no-shop = 还没有数据库。先运行:python -m app setup
terminal-set-up = 已就绪。接着:python -m app import-staff 人员.csv,再 python -m app serve
terminal-whole = 完整:每张卡都与事件一致,链条未断。
terminal-broken = 不完整,见上。
terminal-open = 打开 { $url }
terminal-phone = 同一 Wi-Fi 的手机扫码:
terminal-people = 可以这样登录:
terminal-stop = 按 Ctrl+C 停止。
terminal-port-taken = 端口 { $port } 已被占用。设 BOARD_PORT 换一个。
terminal-not-writable = 数据库写不了:{ $where }。看看文件夹在不在、这个用户能不能写、磁盘满没满。
terminal-folding-anew = 新版本:正在重新整理管理卡,{ $all } 张中已完成 { $done } 张。
