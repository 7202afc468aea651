"""The management card 维修管理卡: what it holds, its lanes, how its events become it, and its
tile."""
