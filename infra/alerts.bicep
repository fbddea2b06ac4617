param location string
param tags object
param workspaceId string
param email string
param thresholds object
output x string = '${location}${workspaceId}${email}${string(tags)}${string(thresholds)}'
