# Starts the board with Windows, before anybody signs in, and again after it stops. Run once in a
# PowerShell opened as administrator, in the board's folder:
#   powershell -ExecutionPolicy Bypass -File deploy\windows\install-service.ps1 -PublicUrl http://192.168.1.20:8000
# Remove it: Unregister-ScheduledTask -TaskName Jindu
param(
    [string]$Folder = (Resolve-Path "$PSScriptRoot\..\..").Path,
    [string]$PublicUrl = "",
    [int]$Port = 8000
)
$ErrorActionPreference = "Stop"
$python = Join-Path $Folder ".venv\Scripts\python.exe"
if (-not (Test-Path $python)) { throw "There is no $python; set the board up first (README.md)." }

# The task runs as LocalService, which may write the data and nothing else of the folder.
$data = Join-Path $Folder "data"
New-Item -ItemType Directory -Force $data | Out-Null
icacls $Folder /grant "*S-1-5-19:(OI)(CI)RX" /T /Q | Out-Null
icacls $data /grant "*S-1-5-19:(OI)(CI)M" /T /Q | Out-Null

$settings = "set BOARD_PORT=$Port"
if ($PublicUrl) { $settings += "&& set BOARD_PUBLIC_URL=$PublicUrl" }
$run = "/c `"$settings&& `"$python`" -m app serve >> `"$data\serve.log`" 2>&1`""
$action = New-ScheduledTaskAction -Execute "cmd.exe" -Argument $run -WorkingDirectory $Folder
$trigger = New-ScheduledTaskTrigger -AtStartup
$who = New-ScheduledTaskPrincipal -UserId "S-1-5-19" -LogonType ServiceAccount
$how = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
    -ExecutionTimeLimit ([TimeSpan]::Zero) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries `
    -MultipleInstances IgnoreNew
Register-ScheduledTask -TaskName "Jindu" -Action $action -Trigger $trigger -Principal $who `
    -Settings $how -Force | Out-Null
Start-ScheduledTask -TaskName "Jindu"
if (-not (Get-NetFirewallRule -DisplayName "Jindu" -ErrorAction SilentlyContinue)) {
    New-NetFirewallRule -DisplayName "Jindu" -Direction Inbound -Protocol TCP -LocalPort $Port `
        -Action Allow -Profile Private,Domain | Out-Null
}
Write-Output "Jindu starts with Windows. What it says: $data\serve.log"
