param location string
param tags object
param workspaceId string
output x string = '${location}${workspaceId}${string(tags)}'
