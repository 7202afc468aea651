# 示范店:横幅、一键换人、终端里的话。
demo-banner = 演示店,人和车都是假的。
demo-speed = 时钟 { $speed } 倍
demo-stop = 停止:在运行它的终端按 Ctrl+C
demo-you = 这里由{ $name }来做
demo-be-somebody = 换个人试试
demo-who = 想当谁?
demo-who-explained = 点一下就是这个人,不用密码。这个人的事就留给屏幕前的人做;等一分钟没人做,演示自己接着做。
demo-as = 演示:点名字直接进来
demo-pin = 演示密码 { $pin }
demo-not-a-demo = 这个店用真实时间,不做演示。要看演示:python -m app demo --serve;或给空的数据目录设 BOARD_CLOCK。
demo-bad-speed = --speed 要一个大于 0、不超过 10000 的数,或 max。
demo-gone = 服务器没有应答:{ $url }
demo-plays = { $day } 开演,时钟 { $speed } 倍。
demo-at-speed = 三十个人开始上班,时钟 { $speed } 倍(BOARD_DEMO_SPEED 可改,0 = 没有人动)。
demo-lived = 一天过完:{ $commands } 条指令,被拒 { $refused } 条,看板上剩 { $left } 张卡。
demo-label = 演示说明
demo-full-stop = 。
demo-wall = 看大屏
